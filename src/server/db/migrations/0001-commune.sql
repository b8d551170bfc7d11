-- One commune. JSON columns hold what the schemas of `domain` and `protocol` describe; times are UTC, ISO 8601.

create table meta (
  key   text primary key,                    -- epoch, setup_code_hash, practice
  value text not null
) strict;

-- The head of the change log. Locked first in every writing transaction, so that number order is commit order.
create table counter (
  id   integer primary key check (id = 1),
  head integer not null check (head >= 0)
) strict;
insert into counter (id, head) values (1, 0);

create table commune (
  id   integer primary key check (id = 1),
  name text not null check (name <> ''),
  area text not null check (area in ('rural', 'urban'))
) strict;

-- People, households and the year's target as the commune entered them.
create table hamlets (
  id         text primary key,
  name       text not null check (name <> ''),
  people     integer not null check (people >= 0),
  households integer not null check (households >= 0),
  to_lift    integer not null check (to_lift >= 0),
  position   integer not null unique
) strict;

create table rounds (
  id             text primary key,
  standard       text not null,
  area           text not null check (area in ('rural', 'urban')),
  review_date    text not null check (length(review_date) = 10),
  away_residents text not null default 'counted' check (away_residents in ('counted', 'not_counted')),
  scorecard      text check (json_valid(scorecard)),   -- form B1 as it was loaded; absent: the paper's total is asked
  state          text not null check (state in ('open', 'closed'))
) strict;
create unique index one_open_round on rounds (state) where state = 'open';

create table households (
  id          text primary key check (length(id) = 36),
  hamlet      text not null references hamlets (id),
  number      integer not null check (number >= 0),
  listed      text check (listed in ('poor', 'near_poor', 'request')),
  revision    integer not null check (revision > 0),   -- its last number in change_log
  previous    text check (json_valid(previous)),       -- the survey of the round before
  start_class text check (start_class in ('poor', 'near_poor', 'average', 'not_poor')), -- copied from previous.accepted
  unique (hamlet, number)
) strict;
create index households_by_revision on households (hamlet, revision);

create table surveys (
  household      text not null references households (id),
  round          text not null references rounds (id),
  state          text not null check (state in ('not_started', 'submitted', 'returned', 'accepted')), -- copied from body
  accepted_class text check (accepted_class in ('poor', 'near_poor', 'average', 'not_poor')),          -- copied from body
  body           text not null check (json_valid(body)),
  primary key (household, round)
) strict;

create table change_log (
  seq       integer primary key check (seq > 0),
  household text not null references households (id),
  at        text not null,
  actor     text not null,                   -- a device's id, 'office:' and the login, or 'roster'
  op        text
) strict;
create index change_log_by_household on change_log (household, seq);

create table enumerators (
  id     text primary key check (length(id) = 36),
  name   text not null check (name <> ''),
  hamlet text not null references hamlets (id),
  unique (name, hamlet)
) strict;

create table devices (
  id           text primary key check (length(id) = 36),
  enumerator   text not null references enumerators (id),
  hamlet       text not null references hamlets (id),
  public_key   text not null,
  reading_hash text unique,                  -- absent where only a certificate vouches for it, after a restore
  escrow       text,
  state        text not null check (state in ('claimed', 'confirmed', 'revoked')),
  enrolled_at  text not null,
  last_seen_at text,
  waiting      integer check (waiting >= 0),
  build        text
) strict;

create table enrolments (
  code_hash    text primary key,
  enumerator   text not null references enumerators (id),
  hamlet       text not null references hamlets (id),
  expires_at   text not null,
  device       text references devices (id),
  confirmed_at text
) strict;

-- Every operation that opened and was its device's own, for ever.
create table ledger (
  device      text not null references devices (id),
  op          text not null check (length(op) = 36),
  n           integer not null check (n > 0),
  hash        text not null,                 -- SHA-256 of the canonical plain operation
  households  text not null check (json_valid(households)),
  body        text not null check (json_valid(body)),
  outcome     text not null check (outcome in ('applied', 'merged', 'conflict', 'held')),
  reason      text check ((outcome = 'held') = (reason is not null)),
  receipt     text check ((outcome = 'held') = (receipt is null)),
  received_at text not null,
  seq         integer check ((outcome = 'held') = (seq is null)),
  primary key (device, op)
) strict;
create index ledger_held on ledger (outcome, device, n) where outcome = 'held';

-- Letters that did not open, by the hash of their bytes; they claim no id.
create table unopened (
  hash        text primary key,
  bytes       blob not null,
  reason      text not null,
  device      text not null references devices (id),
  received_at text not null
) strict;

create table reviewers (
  login    text primary key check (login <> ''),
  name     text not null check (name <> ''),
  password text not null
) strict;

create table sessions (
  token_hash text primary key,
  reviewer   text not null references reviewers (login),
  expires_at text not null
) strict;

create table audit (
  id      integer primary key,
  at      text not null,
  actor   text not null,
  action  text not null,
  subject text not null default '',
  detail  text not null default ''
) strict;
create index audit_by_subject on audit (subject, at);
