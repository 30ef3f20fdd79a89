# What admins are told when tracks change while people are on them.
content-gone =
    The track { $track } is not there any more. { $count ->
        [one] { $people } is on it and gets nothing more of it.
       *[other] { $people } are on it and get nothing more of it.
    } Put the file back, or let a coach assign another track.
content-removed =
    Day { $day } of { $track }, “{ $title }”, is not there any more. { $count ->
        [one] { $people } had not had it, and goes on with the day after.
       *[other] { $people } had not had it, and go on with the day after.
    }
content-replaced =
    Day { $day } of { $track }, “{ $title }”, is another day now. { $count ->
        [one] { $people } has had the old one and does not get the new one.
       *[other] { $people } have had the old one and do not get the new one.
    } A new day needs a new number.
content-moved =
    Day { $day } of { $track }, “{ $title }”, has another number now. { $count ->
        [one] { $people } has had it, and may get it twice or miss what stands there now.
       *[other] { $people } have had it, and may get it twice or miss what stands there now.
    } Put the days back into their order if you can.
content-added =
    Day { $day } of { $track }, “{ $title }”, is new. { $count ->
        [one] { $people } is past it and gets it next.
       *[other] { $people } are past it and get it next.
    }
content-more = { $count } more changes like these. `baton content check` and your last version of the files show them all.
content-broken =
    A file of Baton's tracks cannot be used as it is now. { $count ->
        [one] To mend: { $problem }
       *[other] The first of { $count } things to mend: { $problem }
    } Whoever is on a track goes on with what it said before; `baton content check` says it all.
content-mended = All files of Baton's tracks can be used again.

# The part of a report about days in two wordings.
wordings-title = *Days in two wordings*
wordings-line = { $track }, day { $day } ({ $title }): the first went to { $first } and { $firstanswered } answered; the second went to { $second } and { $secondanswered } answered.
wordings-too-few = Too few to tell: it takes { $enough } of each.
wordings-no-telling = The difference is no larger than chance makes it.
wordings-first = The first is answered more often, by more than chance.
wordings-second = The second is answered more often, by more than chance.
