-- The search over all objects finds phone numbers in any notation: their digits stand in search_text as letters of their own
-- (U+A100 to U+A109), so that searches for text do not meet them. New records are written so by the product.
update leads set search_text = search_text || chr(10) || translate(
  ltrim(regexp_replace(replace(phone, '(0)', ''), '[^0-9]', '', 'g'), '0'),
  '0123456789', U&'\A100\A101\A102\A103\A104\A105\A106\A107\A108\A109')
where regexp_replace(phone, '[^0-9]', '', 'g') ~ '[1-9]';
