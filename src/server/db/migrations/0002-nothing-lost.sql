-- Nothing is lost: what became of an operation after its letter was answered, what ever happened to a survey, and who
-- has been told of it.

alter table ledger add column after text;          -- the device's operation before this one on the same households
alter table ledger add column settled integer;     -- the number under which its device pulls what later became of it
create index ledger_after on ledger (device, after) where outcome = 'held';
create index ledger_settled on ledger (device, settled) where settled is not null;
create index ledger_by_n on ledger (device, n);
create index ledger_conflicts on ledger (seq) where outcome = 'conflict';

-- The last of the change-log numbers taken at once, and what tells them from the same numbers in another life of a copy.
create table marks (
  seq  integer primary key check (seq > 0),
  mark text not null default (lower(hex(randomblob(4))))
) strict;

-- Append-only. `entries` are HistoryEntry without what this row says of them all; a held operation's household may be
-- one that the commune does not know yet.
create table history (
  id        integer primary key,
  seq       integer not null check (seq >= 0),
  household text not null,
  round     text not null,
  at        text not null,
  op        text,
  entries   text not null check (json_valid(entries))
) strict;
create index history_by_household on history (household, id);

-- Households that a hamlet's phones may still hold and may no longer read.
create table left_hamlet (
  household text not null references households (id),
  hamlet    text not null references hamlets (id),
  seq       integer not null check (seq > 0),
  primary key (household, hamlet)
) strict;
create index left_hamlet_by_seq on left_hamlet (hamlet, seq);

-- When a returned survey (named by the moment it was returned) had reached a phone of its hamlet.
create table deliveries (
  household   text not null references households (id),
  returned_at text not null,
  at          text not null,
  primary key (household, returned_at)
) strict;

-- What a phone last said of itself. `reset_due`: its hamlet was changed, so that its next pull starts from nothing.
alter table devices add column persisted integer check (persisted in (0, 1));
alter table devices add column usage integer check (usage >= 0);
alter table devices add column failure text;
alter table devices add column failure_at text;
alter table devices add column cursor integer not null default 0;
alter table devices add column reset_due integer not null default 0 check (reset_due in (0, 1));
-- Bytes it deposited on `deposit_day` (UTC).
alter table devices add column deposit_day text;
alter table devices add column deposit_bytes integer not null default 0;
