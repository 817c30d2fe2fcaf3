-- The portal's roles and its database, once per server, by PostgreSQL's administrator:
--     psql --set ON_ERROR_STOP=1 --file script/deploy/roles.sql
-- afterwards \password antt_owner and \password antt (docs/operations.md, decision 115).

-- Owns every table and is under no policy: migrate, backup, restore, whatever manage.py is asked by hand.
CREATE ROLE antt_owner LOGIN;
-- Some boards' rows and nobody else's: a request, a job for one board.
CREATE ROLE antt_boards NOLOGIN;
-- The portal as a whole, which reads, and writes what its own jobs must: planner, drain, seals, public pages. Its policies
-- would let every row through; without them its queries are planned better.
CREATE ROLE antt_narrow NOLOGIN BYPASSRLS;
-- Web, worker and beat. Owns nothing and inherits nothing: what names neither role is refused.
CREATE ROLE antt LOGIN NOINHERIT;
GRANT antt_boards, antt_narrow TO antt;
-- Whose transactions run in this database; without it the record is sealed later where others have long ones.
GRANT pg_read_all_stats TO antt_narrow;

CREATE DATABASE antt OWNER antt_owner;
