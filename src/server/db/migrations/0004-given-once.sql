-- What is given once is not given again.

-- The highest number that the hamlet's book ever gave, whoever bears it now.
alter table hamlets add column last_number integer not null default 0 check (last_number >= 0);
update hamlets set last_number = coalesce((select max(number) from households where households.hamlet = hamlets.id), 0);
create trigger household_numbered after insert on households begin
  update hamlets set last_number = max(last_number, new.number) where id = new.hamlet;
end;
create trigger household_renumbered after update of hamlet, number on households begin
  update hamlets set last_number = max(last_number, new.number) where id = new.hamlet;
end;
