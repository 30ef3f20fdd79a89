# A member's record: the file that `/nudge my-data` sends, and `/nudge forget-me`.

# What comes with the file, and what is said meanwhile.
my-data-here = Here is all that Baton holds of you. `journal.md` is for reading, `data.json` for programs. Whoever gets this file can read it all, so keep it as you would a diary.
my-data-sent = It is in your messages with Baton.
error-nothing-held = Baton holds nothing of you, so there is nothing to hand out or to erase.
error-file-scope = Slack does not let Baton send files here yet. Please ask whoever runs Baton in your organisation to add the scope files:write and reinstall the app. Until then they can make the file for you.
error-file-refused = Slack has not taken the file, and nothing was lost. Please try again in a few minutes; if it happens again, ask whoever runs Baton in your organisation to make the file for you.

# journal.md, in Markdown.
record-title = Your journal
record-made = Made on { $date }. Days are those of { $zone }.
record-plans = Your plans
record-months = Your months
record-months-how = A full circle: done. A ring: answered. A broken ring: it came, and was not answered. Struck out: leave or a holiday.
record-month-did = done on { $days }
record-month-answered = answered on { $days }
record-month-open = not answered on { $days }
record-month-off = leave or holiday on { $days }
record-since = Since { $date }, with { $coach }.
record-asked = You asked for these yourself, from { $date } on.
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
    - `months` has a picture of each month, which `journal.md` shows, with what is on it said in words.
    - `data.json` is every row of the database that is about you: settings, tracks, what was sent with every attempt, all answers, those kept to yourself too, why you were in a coach's queue, and what the log says of you. Times are UTC. Days of the week count Monday as 0. Coaches go by their Slack id.
    - `schema.json` describes each field of `data.json` for programs, as JSON Schema.

    What you typed to Baton is in Slack as well, and Slack keeps that by its own rules.

    To have all of it erased: `/nudge forget-me`.

# The form of `/nudge forget-me`. Its title and buttons have room for 24 characters.
forget-title = Erase everything
forget-submit = Erase it all
forget-close = Keep it
forget-goes = *This goes, for good:*
forget-enrolments =
    { $count ->
        [one] { $count } track
       *[other] { $count } tracks
    }
forget-replies =
    { $count ->
        [one] { $count } answer, in all its words
       *[other] { $count } answers, in all their words
    }
forget-deliveries =
    { $count ->
        [one] when and how { $count } message was sent
       *[other] when and how { $count } messages were sent
    }
forget-follow_ups =
    { $count ->
        [one] { $count } request that your coach get in touch
       *[other] { $count } requests that your coach get in touch
    }
forget-files =
    { $count ->
        [one] { $count } file that Baton sent you
       *[other] { $count } files that Baton sent you
    }
forget-rest = your settings, and your name in Baton's log
forget-after = Nudges stop at once, and your coach no longer sees you in Baton. Baton cannot bring any of it back. To have a copy first: `/nudge my-data`
forget-stays = Messages stay in Slack, your typed answers and Baton's cards among them. You can delete your own there. Backups of the database are for whoever runs Baton.
forget-receipt = Done. Baton has erased all it held of you, and sends you nothing more. Messages in Slack stay until they are deleted there. If a coach assigns you a track again, you begin anew.
forget-receipt-files = Done. Baton has erased all it held of you, and sends you nothing more. A file it sent you could not be deleted: please delete it in Slack. Messages in Slack stay until they are deleted there. If a coach assigns you a track again, you begin anew.
error-forget-busy = Baton was at work on your data at that moment, so nothing was erased. Please try again in a minute.

# Words that grow old.
words-age = Words you wrote more than { $days } days ago are erased from { $date } on; that you answered stays. To have a copy: `/nudge my-data`
words-keep = Keep my words
words-let-go = Let old words go
privacy-words-go = *Your words are erased when they are 180 days old.* Before that happens for the first time, Baton tells you. That you answered, and the buttons you tapped, stay.
privacy-words-kept = *Your words stay* until you say otherwise.
notice-words-kept = Your words stay, until you say otherwise: `/nudge privacy`
notice-words-go = Words are erased when they are 180 days old; the first of them in two weeks at the earliest.
journal-aged = The words of this answer were erased by their age.

# Who has read an answer, in the member's own journal.
journal-read = Read by { $coach } on { $date }.
