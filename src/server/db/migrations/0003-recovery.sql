-- What a backup, a restore and a phone in need leave behind.

-- How often this database was written: an older copy of it was written less often than the side file says.
alter table counter add column commits integer not null default 0 check (commits >= 0);

-- Every time this database turned out to be older than the commune was.
create table restores (
  epoch    text primary key,                 -- the epoch that began with it
  previous text not null,                    -- the epoch of the older database; '' where there was none
  head     integer not null check (head >= 0),     -- how far the older database went
  first    integer not null check (first > head),  -- the new epoch's numbers come after this one
  how      text not null check (how in ('backup', 'older_file', 'phone_ahead')),
  at       text not null
) strict;

-- Numbers between a restore's head and first that phones were given before: what they knew and the database does not.
create table known_newer (
  epoch     text not null references restores (epoch),
  device    text not null references devices (id),
  household text not null default '',        -- '' where only the phone's cursor tells
  seq       integer not null,
  at        text not null,
  primary key (epoch, device, household)
) strict;

-- A forgotten PIN: one request for each phone, with the fresh key that its data key is to be sealed to.
create table recoveries (
  device     text primary key references devices (id),
  public_key text not null,
  escrow     text not null,
  asked_at   text not null,
  code_hash  text,                           -- absent until the reviewer approved
  expires_at text check ((code_hash is null) = (expires_at is null)),
  tries      integer not null default 0 check (tries >= 0),
  sealed     text                            -- the answer, once the right code came; given again until it expires
) strict;

-- Rows of a phone's storage that came in a hand-over file beside its letters: shown to the reviewer, merged by nobody.
create table rescued (
  device      text not null references devices (id),
  kind        text not null,                 -- the phone's table
  row         text not null,                 -- its id there
  hash        text not null,                 -- of the sealed bytes: another version of the row is another row here
  household   text,
  sealed      text not null,                 -- JSON: iv and ciphertext as they came
  body        text check (json_valid(body)), -- what was in it; absent where the commune has no key that opens it
  saved_at    text not null,
  received_at text not null,
  primary key (device, kind, row, hash)
) strict;
