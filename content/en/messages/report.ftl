# What a coach reads in /coach report, and in the files that come of it.

report-title =
    { $about ->
        [all] *What came of the nudges* · all tracks
       *[other] *What came of the nudges* · { $about }
    }
report-started =
    { $count ->
        [one] One person has begun.
       *[other] { $count } people have begun.
    }
report-active = On a track now: { $count }{ $share }
report-finished = At the end of one: { $count }{ $share }
report-acted = Did at least one thing: { $count }{ $share }
report-helped = You have talked with: { $count }{ $share }
report-share = { " " }({ $share } %)
report-each = Things done, each person on average: { $count }
report-few = Fewer than { $fewest } people: only counts, because a rate would say more of one person than of all.
report-some = Fewer than { $fewest } people: no averages, because one person would move them.
report-many = All of it is what people say of themselves.
report-nudge = { $day }. { $title } · sent { $sent } · answered { $answered } · did it { $did } · stuck { $stuck } · not for me { $notforme }
report-of-kept = kept to themselves { $count }
report-poor-fit = Worth telling its author: three in ten or more say it is not for them.
report-hard = Worth telling its author: one in five or more is stuck with it.
report-note = Counted in people. Answers that are kept count as answered, and their outcome nowhere. Private days are not counted.
report-as-picture = As a picture
report-as-table = As a table (CSV)
report-nothing =
    { $about ->
        [none] Nothing has been sent yet, so there is nothing to count. `/coach roster` says what comes when.
       *[other] Nothing has been sent yet for *{ $about }*, so there is nothing to count. `/coach report` counts all.
    }
error-report-about =
    { $nearest ->
        [none] There is no track or cohort “{ $word }”. `/coach tracks` lists the tracks, `/coach cohort` your cohorts.
       *[other] There is no track or cohort “{ $word }”. Did you mean `/coach report { $nearest }`? `/coach tracks` lists the tracks, `/coach cohort` your cohorts.
    }

report-picture = The report as a picture. `/coach report` says the same in words.
report-picture-sent = The picture is in your messages with Baton.
report-picture-title =
    { $about ->
        [all] What came of the nudges: all tracks
       *[other] What came of the nudges: { $about }
    }
report-part-did = did it
report-part-otherwise = other answers
report-part-stuck = stuck
report-part-not-for-me = not for me
report-part-open = no answer yet

report-table = One line for each nudge of each of your people: what you may know, without their words, which stay in Baton. The file is taken away when somebody in it has themself forgotten.
report-table-sent = The table is in your messages with Baton.
report-columns = Name | Track | Nudge | Sent | Answered | Outcome
report-kept = kept
