# Help for the moment before a hard talk: `/nudge help me with …`, and the shortcuts.

help-found = *For “{ $words }”*
help-found-note = Nothing of what you asked is kept or shown to anybody. The nudge you choose is one of yours, as if it had come by itself; your own track goes on.
help-do-now = Do this now
help-sent = Here it comes, in your messages with Baton.

help-nothing-asked = Help with what? Write a few words after it: `/nudge help me with a talk about a mistake`
help-nothing-fits = I don't have anything for “{ $asked }”.
help-closest = The closest track is *{ $track }*: { $purpose }.
help-ask-note = Your coach will hear that you'd like to talk, not what you typed here.
help-already-there = “{ $title }” is in your messages already, and waits for your answer there.
help-gone = This nudge is no longer there. Ask again, and choose another.
help-no-track = Baton can send you nudges once a coach has assigned you a track. Until then: you can read them here.

# The form. Its title and buttons have room for 24 characters.
help-form = Help me with …
help-form-find = Find
help-close = Close

# Titles of windows: at most 24 letters.
window-title = Baton
window-queue = Your queue
window-member = One of your people
window-roster = Your people
window-log = What was done
help-form-about = What is it about?
help-form-hint = A few words are enough. They are used for this search only.
help-form-example = a talk about a mistake
