import { VisitorMessage } from './visitor-message.tsx';

export function SignUpClosedPage() {
  return (
    <VisitorMessage
      title="Sign-up is closed"
      text="New organizations cannot be created on this installation. To join an existing one, ask its admin for an invitation."
    />
  );
}
