-- The queue and the records of all nodes. Times are milliseconds since 1970-01-01T00:00:00Z by this database's clock.

-- No other key is as wide as a URN. A node that changes its share of a function's concurrency locks its row.
CREATE TABLE function (
    id  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    urn text    NOT NULL UNIQUE -- with the version that was asked for
);

-- One row for all nodes.
CREATE TABLE cluster (
    id                   integer PRIMARY KEY CHECK (id = 1),
    steady               bigint  NOT NULL, -- no node's time is before this
    max_backlog          bigint  NOT NULL, -- limits of the node that started last, for the tools beside it
    max_function_backlog bigint  NOT NULL
);

-- The nodes that are alive; a row is one start of one. What bears the id of a node that is not here was lost with it.
CREATE TABLE node (
    id         integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    place      integer     NOT NULL UNIQUE CHECK (place BETWEEN 0 AND 62), -- its part of sequence numbers
    address    text        NOT NULL,
    version    text        NOT NULL,
    functions  text[]      NOT NULL DEFAULT '{}', -- the URNs that it serves
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    heartbeat  timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

-- How many attempts of a function each node may run: all of them together at most the function's concurrency.
CREATE TABLE share (
    function integer NOT NULL,
    node     integer NOT NULL REFERENCES node ON DELETE CASCADE,
    slots    integer NOT NULL,
    lacking  boolean NOT NULL, -- it needs more than it has
    PRIMARY KEY (function, node)
) WITH (fillfactor = 50);

-- What waits or runs; what has ended moves to record, so that this table stays as small as the backlog.
CREATE TABLE invocation (
    function      integer  NOT NULL,
    seq           bigint   NOT NULL, -- time of acceptance, node, and a count: see SequenceNumbers
    request_id    uuid     NOT NULL UNIQUE,
    status        text     NOT NULL CHECK (status IN ('WAIT', 'RUNNING')),
    attempt       integer  NOT NULL, -- grows with each claim; the running attempt's lease bears it
    failures      integer  NOT NULL DEFAULT 0, -- attempts that the function failed
    lost          integer  NOT NULL DEFAULT 0, -- attempts during which their node ended without a word
    lost_alone    integer  NOT NULL DEFAULT 0, -- those that were the only ones of their node
    node          integer, -- that runs it
    started_at    bigint,  -- of the last attempt
    expires_at    bigint   NOT NULL, -- no attempt starts from then on
    max_age       bigint   NOT NULL, -- how long it may wait, for a redrive
    due_at        bigint   NOT NULL, -- WAIT: no attempt starts before; RUNNING: end of the lease
    redrive_of    uuid,    -- request_id of the invocation that this one repeats
    error_message text     NOT NULL DEFAULT '', -- why it waits again
    attempts      jsonb,   -- how its attempts ended, but for a success
    event         bytea    NOT NULL,
    PRIMARY KEY (function, seq)
) WITH (
    fillfactor = 70,
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 20000, autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX invocation_due ON invocation (function, status, due_at, seq);
CREATE INDEX invocation_expiry ON invocation (expires_at) WHERE status = 'WAIT';

-- What has ended. Its partitions are made ahead of time, by the time of the end, and dropped whole.
CREATE TABLE record (
    function      integer NOT NULL,
    seq           bigint  NOT NULL,
    request_id    uuid    NOT NULL,
    status        text    NOT NULL CHECK (status IN ('SUCCESS', 'FAIL', 'DISCARD')),
    attempt       integer NOT NULL,
    started_at    bigint,
    ended_at      bigint  NOT NULL,
    max_age       bigint  NOT NULL,
    error_code    integer NOT NULL,
    error_message text    NOT NULL,
    redrive_of    uuid,
    redriven_as   uuid,   -- request_id of the invocation that repeats this one
    attempts      jsonb,
    event         bytea   NOT NULL,
    result        bytea
) PARTITION BY RANGE (ended_at);

CREATE INDEX record_id ON record (request_id);
CREATE INDEX record_listing ON record (function, status, seq);

-- For what ends at a time that has no partition yet, or no longer.
CREATE TABLE record_other PARTITION OF record DEFAULT;

-- One row: whoever has it locked makes partitions, and deletes what is old.
CREATE TABLE partitioning (
    id integer PRIMARY KEY CHECK (id = 1)
);

INSERT INTO partitioning VALUES (1);

-- What each transaction has changed in the counts; they are the sums. Nobody waits for another's row.
CREATE TABLE tally (
    function  integer NOT NULL,
    accepted  bigint  NOT NULL DEFAULT 0,
    waiting   bigint  NOT NULL DEFAULT 0,
    running   bigint  NOT NULL DEFAULT 0,
    succeeded bigint  NOT NULL DEFAULT 0,
    failed    bigint  NOT NULL DEFAULT 0,
    discarded bigint  NOT NULL DEFAULT 0,
    purged    bigint  NOT NULL DEFAULT 0
) WITH (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0
);
