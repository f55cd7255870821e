-- A username is compared in one Unicode form, and no two users have names that look alike (R2, docs/decisions/0036).

-- The form in which a username is looked up: NFKC, one blank for many, ASCII letters in lower case. server/policy/address.ts has
-- the same, and a test holds the two together.
create function username_form(username text) returns text
language sql immutable strict parallel safe
return lower(btrim(regexp_replace(normalize(username, NFKC), ' +', ' ', 'g'), E' \t\n\r\f\v') collate "C");

-- The same for names that people would take for one another: letters of Cyrillic, Greek, Armenian and small capitals that look like
-- Latin ones, a capital i and the digit one like an l, a zero like an o, `rn` like an m, `vv` like a w, and every dash. Accents stay.
create function username_look(username text) returns text
language sql immutable strict parallel safe
return replace(replace(lower(translate(
  regexp_replace(btrim(normalize(normalize(username, NFKC), NFD), E' \t\n\r\f\v'), ' +', ' ', 'g'),
  'АаВвЕеЅѕІіЈјКкМмНнОоРрСсТтУуХхҺһԀԁԚԛԜԝЬьӀӏЗзГгПпБбДдЖжИиЛлФфЦцЧчШшЩщЪъЫыЭэЮюЯя'
    || 'ΑαΒΕεΖΗηΙιΚκΜΝνΟοΡρΤτΥυΧχγσςΓΔδΘθΛλΞξΠπΣΦφΨψΩωβζμ'
    || 'ՕօՍսՈոՀհՑցԶզ' || 'ıɑɡɩᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢØÆŒĐŁÞÐĦŊ' || 'I1|0' || '‐‒–—―−⁃' || '’‘ʼ′`',
  'aabbeesslijjkkmmhhooppccttyyxxhhddqqwwbbll33ггппббдджжииллффццччшшщщъъыыээююяя'
    || 'aabeezhnlikkmnvooppttyuxxyoςγδδθθλλξξππσφφψψωωβζμ'
    || 'oouunnhhggqq' || 'iagiabcdeghijklmnoprstuvwyzøæœđłþðħŋ' || 'lllo' || '-------' || ''''''''''''
) collate "C"), 'rn', 'm'), 'vv', 'w');

alter table user_account
  add column username_form text not null collate "C" generated always as (username_form(username)) stored,
  add column username_look text not null collate "C" generated always as (username_look(username)) stored,
  -- A user from before this rule, whose name looks like that of an older user. They keep it until someone changes it.
  add column shares_look boolean not null default false;

update user_account set shares_look = true
where exists (
  select from user_account older
  where older.username_look = user_account.username_look
    and (older.created_at, older.id) < (user_account.created_at, user_account.id)
);

create unique index user_account_username_look_key on user_account (username_look) where not shares_look;
create index user_account_by_shared_look on user_account (username_look) where shares_look;
create index user_account_by_username_form on user_account (username_form);
