-- Why: people learn the interview on fictional persons. Such a bilan is told apart in clear, so that lists and figures leave
-- it out and it is erased at its end or after a day without opening anything that is sealed. Which role is played is inside
-- `opening`. Bilans that are already there are real.
ALTER TABLE bilans ADD COLUMN kind TEXT NOT NULL DEFAULT 'real' CHECK (kind IN ('real', 'training'));
