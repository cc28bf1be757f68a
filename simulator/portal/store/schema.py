"""The tables. Instants are whole microseconds since 1970 (UTC), on every engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as microseconds so that SQLite loses nothing."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> int | None:
        """Turn an aware instant into microseconds."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        """Turn microseconds into an aware instant in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


metadata = MetaData()

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("situation", String(16), primary_key=True),
    Column("dossier", String(16), primary_key=True),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("email", Text),
    Column("street", Text),
    Column("postcode", Text),
    Column("city", Text),
    Column("department", String(3), nullable=False),
    Column("status", String(16), nullable=False),
    Column("password_hash", Text, nullable=False),
)

registers = Table(  # people who have an account before a row of theirs is stored
    "registers",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("stored", Integer, nullable=False),  # how many of them have a row by now
)

reset_requests = Table(
    "reset_requests",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("situation", String(16), nullable=False),
    Column("dossier", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # open, mail, post, refused
)

reset_links = Table(
    "reset_links",
    metadata,
    Column("jti", String(64), primary_key=True),
    Column("request_id", String(64), nullable=False, index=True),
    Column("situation", String(16), nullable=False),
    Column("dossier", String(16), nullable=False, index=True),
    Column("email", Text, nullable=False),  # the address it was sent to
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    Column("replaced_by", String(64), index=True),  # the request that revoked it
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("request_id", String(64), index=True),  # null for a courtesy mail
    Column("sender", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),  # queued, sending, sent, refused
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("detail", Text, nullable=False, default=""),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("situation", String(16), nullable=False),
    Column("dossier", String(16), nullable=False),
    Column("posted_at", Instant, nullable=False),
    Column("expected_on", Date, nullable=False),
    Column("address", Text, nullable=False),
    Column("text", Text, nullable=False),
)

temporary_passwords = Table(
    "temporary_passwords",
    metadata,
    Column("situation", String(16), primary_key=True),
    Column("dossier", String(16), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("situation", String(16), nullable=False),
    Column("dossier", String(16), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("must_change", Boolean, nullable=False),  # opened with a letter's password
)

failures = Table(  # failed log-ins in a row, of dossiers that exist and others
    "failures",
    metadata,
    Column("situation", String(16), primary_key=True),
    Column("dossier", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("locked_until", Instant),
)

counters = Table(  # of the rate limits: one row a window under way
    "counters",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
)

identities = Table(  # whose account this is to FranceConnect
    "identities",
    metadata,
    Column("situation", String(16), primary_key=True),
    Column("dossier", String(16), primary_key=True),
    Column("folded", Text, nullable=False, index=True),  # one text for all spellings
    Column("given_name", Text, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("birthdate", String(10), nullable=False),
    Column("gender", String(8), nullable=False),
    Column("birthplace", String(5), nullable=False),
    Column("birthcountry", String(5), nullable=False),
)

identity_links = Table(  # whom FranceConnect let into which account
    "identity_links",
    metadata,
    Column("sub", String(255), primary_key=True),
    Column("situation", String(16), primary_key=True),
    Column("dossier", String(16), primary_key=True),
)

identifications = Table(  # begun, and nobody has come back yet
    "identifications",
    metadata,
    Column("state", String(64), primary_key=True),
    Column("nonce", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
)

identification_choices = Table(  # identified, with several accounts to choose from
    "identification_choices",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sub", String(255), nullable=False),
    Column("id_token", Text, nullable=False),
    Column("keys", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

identified_sessions = Table(  # what the log-out at FranceConnect needs
    "identified_sessions",
    metadata,
    Column("session_id", String(64), primary_key=True),
    Column("id_token", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("event", Text, nullable=False),
)
