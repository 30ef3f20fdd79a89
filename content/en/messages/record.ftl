# A member's record: the file that `/nudge my-data` sends, and `/nudge forget-me`.

# What comes with the file, and what is said meanwhile.
my-data-here = Here is all that Baton holds of you. `journal.md` is for reading, `data.json` for programs. Whoever gets this file can read it all, so keep it as you would a diary.
my-data-sent = It is in your messages with Baton.
error-nothing-held = Baton holds nothing of you, so there is nothing to hand out or to erase.
error-file-scope = Slack does not let Baton send files here yet. Please ask whoever runs Baton in your organisation to add the scope files:write and reinstall the app. Until then they can make the file for you.
error-file-refused = Slack did not take the file just now, and nothing was lost. Please try again in a few minutes; if it happens again, ask whoever runs Baton in your organisation to make the file for you.

# journal.md, in Markdown.
record-title = Your journal
record-made = Made on { $date }. Days are those of { $zone }.
record-plans = Your plans
record-since = Since { $date }, with { $coach }.
record-no-pages = Nothing of this track has come yet.
record-nothing = You have not been on a track yet.
record-retired = A nudge that is no longer there
record-unanswered = Not answered.
record-answered = You answered: { $answer }
record-kept = Only you see this answer.

# README.md, in Markdown.
record-readme =
    # All that Baton holds of you

    - `journal.md` tells it track by track and day by day: what was asked, and what you answered, in your words. Any editor opens it.
    - `data.json` is every row of the database that is about you: settings, tracks, what was sent with every attempt, all answers, those kept to yourself too, why you were in a coach's queue, and what the log says of you. Times are UTC. Days of the week count Monday as 0. Coaches go by their Slack id.
    - `schema.json` describes each field of `data.json` for programs, as JSON Schema.

    What you typed to Baton is in Slack as well, and Slack keeps that by its own rules.

    To have all of it erased: `/nudge forget-me`.
