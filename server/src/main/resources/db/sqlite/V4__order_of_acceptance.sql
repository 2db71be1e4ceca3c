-- The clock is now read while nobody else can insert, so that accepted_at falls only where the clock was set back, and by
-- less than 0.2 s elsewhere. Before, it was read when a request came: each place where that was overtaken is one more.
INSERT OR IGNORE INTO clock_set_back
SELECT seq FROM (SELECT seq, accepted_at, lag(accepted_at) OVER (ORDER BY seq) AS before FROM invocation)
WHERE accepted_at < before - 200;
