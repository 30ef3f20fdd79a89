# The journal as a window: every answer, to look for, change, keep or take back.

journal-open = Open my journal
journal-form = Your journal
journal-show = Show
journal-close = Close
journal-search = Words to look for
journal-search-hint = In what was asked and in what you answered.
journal-track = Track
journal-every-track = All tracks
journal-found =
    { $count ->
        [0] Nothing fits. Fewer words, or all tracks, may find it.
        [one] *One nudge*, newest first. Nobody else sees this list.
       *[other] *{ $count } nudges*, newest first. Nobody else sees this list.
    }
journal-range = { $first } to { $last } of { $count }
journal-newer = Newer
journal-older = Older
journal-do-change = Change
journal-do-answer = Answer
journal-do-keep = Keep to myself
journal-do-share = Share with my coach
journal-do-withdraw = Take back

# Asks once before an answer is taken back. Its title and buttons have room for 24 characters.
take-back-title = Take back
take-back-submit = Take it back
take-back-close = Leave it
take-back-asks = *{ $nudge }*: your answer goes, with all its words and taps. The day counts as open again, and you can answer it anew at any time.
take-back-typed = What you typed as a message stays in Slack until you delete it there.

# The page at the end of a track. Its title has room for 24 characters.
end-look-back = Look back on it
look-back = Looking back
look-back-did = *What you did*
look-back-said = *In your words*
look-back-skills = *What stayed.* Skills you have used: { $what }
look-back-parked = *Parked, for when it suits:* { $what }. Each card still takes an answer.
look-back-keep = Only you see this page. To keep it as a file, with everything else: `/nudge my-data`
