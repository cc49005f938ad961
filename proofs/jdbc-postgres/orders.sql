create type colour as enum ('RED', 'GREEN');
create table orders (
  id integer primary key, small smallint, large bigint, single real, real double precision, name text,
  day date, at timestamptz, local timestamp, price numeric(8,2), colour colour, flag boolean, skipped jsonb);
insert into orders
  select i, i % 7, i * 4611686018427387::bigint, i / 8.0, 1.0 / (i + 1), 'n' || chr(200 + i % 50) || i,
    date '2001-01-01' + i % 200, timestamptz '2001-03-25 00:30:00.000001+02' + i * interval '17 minutes',
    timestamp '2001-03-25 02:30:00' + i * interval '17 minutes', i * 1.01, 'GREEN', i % 2 = 0, '{}'
  from generate_series(1, 1999) i;
insert into orders (id) values (-5);
insert into orders (id, small, large, real, name, day, at, price, colour) values (2500, -32768,
  9223372036854775807, 'NaN', E'\U0001F600\'\n', '1582-10-15', '1969-12-31 23:59:59.999999+00', -999999.99, 'RED');
