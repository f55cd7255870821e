#!/bin/sh
# PostgreSQL's image runs this once, on an empty volume: makes the role that TMAS works with, beside the one that owns the
# tables ("Two roles" in docs/operating.md).
set -eu
psql --set ON_ERROR_STOP=1 --set password="$TMAS_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role tmas_app login password :'password';
SQL
