"""Action, block and callback ids of all buttons and forms. Cards last forever: never reuse one."""

OUTCOME = "outcome"  # outcome.did, outcome.not-yet, …; value: delivery id
CHOICE = "choice"  # choice.0, choice.1, …; value: "<delivery id>:<index>"
CONFIDENCE = "confidence"  # a select; option value: "<delivery id>:<1 to 5>"
WRITE = "answer.write"  # opens the answer form; value: delivery id
PLAN = "answer.plan"  # opens the plan form; value: delivery id
KEEP = "privacy.keep"  # keep this answer to myself; value: delivery id
SHARE = "privacy.share"  # share this answer; value: delivery id
ASK_COACH = "coach.ask"  # ask my coach to get in touch; value: delivery id

LATER = "later"  # also later.tomorrow, …; a select, or a button; value: "<delivery id>:<when>"

SAID_ANSWER = "said.answer"  # file a line as an answer; value: its ts, and its thread's after ":"
SAID_COACH = "said.coach"  # send a line to the coach; value: the same
SAID_NOT_ANSWER = "said.not-answer"  # take a line back from an answer; value: the same
SAID_MESSAGE = "said.message"  # the message shortcut's callback id: file a line elsewhere
SAID_ASK = "said.ask-coach"  # ask the coach to get in touch, from no card
SAID_STOP = "said.stop"  # end the track and send nothing more

ANSWER_FORM = "answer.form"  # callback id; private_metadata: delivery id
PLAN_FORM = "plan.form"  # callback id; private_metadata: delivery id
TIME_FORM = (
    "time.form"  # callback id; private_metadata: "<leave it shows>;<check-in's delivery id>"
)
FORGET_FORM = "forget.form"  # callback id
HELP_FORM = "help.form"  # callback id
HELP_WITH_TALK = "help.talk"  # the global shortcut's callback id
HELP_WITH_MESSAGE = "help.message"  # the message shortcut's callback id
HELP_OPEN = "help.open"  # opens the form, from a message
HELP_PAGE = "help.page"  # lists the commands
DO_NOW = "help.do-now"  # value: nudge id
HELP_ASK_COACH = "help.ask-coach"  # ask my coach to get in touch, when no nudge fits

LOOK_BACK = "track.look-back"  # value: the delivery that ended the track
JOURNAL = "journal.open"  # opens the journal
JOURNAL_FORM = "journal.form"  # callback id; private_metadata: current search and page
JOURNAL_NEWER = "journal.newer"  # value: index of the page's first entry
JOURNAL_OLDER = "journal.older"  # value: index of the page's first entry
JOURNAL_DO = "journal.do"  # an overflow menu; option value: "<action>:<delivery id>"
JOURNAL_ANSWER_FORM = "journal.answer"  # callback id; private_metadata: delivery id, window
TAKE_BACK_FORM = "journal.take-back"  # callback id; private_metadata: the same

FIELD = "value"  # the only element of each form block
OUTCOME_BLOCK = "outcome"  # radio buttons; option value: the outcome
CHOICE_BLOCK = "choice"  # radio buttons; option value: the index
TEXT_BLOCK = "text"
CONFIDENCE_BLOCK = "confidence"  # a select; option value: 1 to 5
KEEP_BLOCK = "keep"  # one checkbox; absent on private days
BLANK_BLOCK = "blank"  # blank.0, blank.1, …: the gaps of a plan, in order
HELP_BLOCK = "about"
SEARCH_BLOCK = "search"
TRACK_BLOCK = "track"  # a select; option value: the track's id, or "every"
WHEN_BLOCK = "when"  # radio buttons; option value: the day
WHEN_DATE_BLOCK = "when-date"  # datepicker
WHEN_AT_BLOCK = "when-at"  # timepicker
WHEN_AFTER_BLOCK = "when-after"
REMIND_BLOCK = "remind"  # one checkbox
PAUSE_BLOCK = "pause"  # a select; option value: none, open, date
PAUSE_UNTIL_BLOCK = "pause.until"  # datepicker
READS_BLOCK = "reads"  # radio buttons; option value: coach, me
WORDS_BLOCK = "words"  # one checkbox
AT_BLOCK = "at"  # timepicker
PEOPLE_BLOCK = "people"  # a multi-select of users
GROUPS_BLOCK = "groups"  # a multi-select; option value: "group:<id>" or "cohort:<id>"
TRACK_BLOCK = "track"  # a select; option value: track id
START_BLOCK = "start"  # datepicker
NOTE_BLOCK = "note"
WEEKDAYS_BLOCK = "weekdays"  # checkboxes; option value: 0 for Monday

COUNTRY_BLOCK = "country"  # a select; option value: the code, or "none"
PART_BLOCK = "part"  # the code or name of a part of that country
LEAVE_FIRST_BLOCK = "leave.first"  # datepicker
LEAVE_LAST_BLOCK = "leave.last"  # datepicker

CHANGE_TIME = "settings.time"  # opens the time form
NOT_NOW = "settings.not-now"  # pause for a week, from the welcome card
PAUSE = "settings.pause"  # pause for a week, from Home
RESUME = "settings.resume"
PRIVACY = "settings.privacy"  # who can read what, shown only to the member
KEEP_ALL = "privacy.keep-all"  # from now on, all answers are private to the member
SHARE_ALL = "privacy.share-all"  # from now on, the coach reads answers not kept private
SHARE_EARLIER = "privacy.share-earlier"  # share earlier answers with the coach; value: coach id
UNSHARE_EARLIER = "privacy.unshare-earlier"  # undoes that; value: coach id
KEEP_WORDS = "words.keep"  # don't erase old texts
LET_WORDS_GO = "words.let-go"  # erase old texts again
NOT_MEANT = "safety.not-meant"  # the words found meant something else
NUDGE_NOW = "nudge.now"  # send the next nudge now, from Home
DATA_SEND = "data.send"  # send the member's data as a file
FORGET_OPEN = "forget.open"  # opens the form that asks before erasing

NUDGE_DO = "nudge.do"  # nudge.do.0, nudge.do.1, …; value: the text after `/nudge`
COACH_DO = "coach.do"  # coach.do.0, coach.do.1, …; value: the text after `/coach`, as markup

PLAN_CAME = "plan.came"  # plan.came.did, plan.came.not-up, …; value: plan id
PLAN_ANSWER_ANEW = "plan.answer-anew"  # a select; option value: "<plan id>:<came>"
PLAN_DROP = "plan.drop"  # value: plan id
PLAN_BRING_BACK = "plan.bring-back"  # undoes a drop; value: plan id
PLAN_ASK = "plan.ask-now"  # value: plan id

CHECK_IN_UNDO = "check-in-undo"  # asks again; value: delivery id
CHECK_IN = "check-in"  # check-in.carry-on, check-in.pause-week, …; value: delivery id

REST = "rest"  # rest.carry-on, rest.stop, rest.peace; value: delivery id

UNDO = "assign.undo"  # value: audit id
ASSIGN = "assign.confirm"  # value: order id
ASSIGN_NOT = "assign.cancel"  # value: order id
ASSIGN_FORM = "assign.form"  # callback id
SHOW_MEMBER = "member.show"  # value: the member's Slack id
FOLLOW_UP_TALKED = "follow-up.talked"  # value: follow-up id
FOLLOW_UP_DISMISS = "follow-up.not-needed"  # value: follow-up id
WRITE_TO = "coach.write"  # opens the form for a message; value: the member's Slack id
WRITE_FORM = "coach.write-form"  # callback id; private_metadata: bot.slack.commands.form_origin
ANSWER_COACH = "coach.answer"  # opens the form for an answer; value: delivery id
ANSWER_COACH_FORM = "coach.answer-form"  # callback id; private_metadata: delivery id
NOTE = "coach.note"  # opens the note form; value: the member's Slack id
PROMISE = "coach.promise"  # opens the promise form; value: the member's Slack id
NOTE_FORM = "note.form"  # callback id; private_metadata: bot.slack.commands.form_origin
PROMISE_FORM = "promise.form"  # callback id; private_metadata: bot.slack.commands.form_origin
PROMISE_KEPT = "promise.kept"  # value: promise id
PROMISE_DROPPED = "promise.dropped"  # value: promise id
PROMISE_MOVE = "promise.move"  # a select; option value: "<promise id>:<days>"
DUE_BLOCK = "due"  # datepicker
MEMBER_BLOCK = "member"  # "member:<Slack id>:<item>": the page a press redraws
QUEUE_BLOCK = "queue"  # "queue:<first row of the page>:<item>": the page a press redraws
FOLLOW_UP_SNOOZE = "follow-up.snooze"  # a select; option value: "<follow-up id>:<days>"
QUEUE_FROM = "queue.from"  # value: the page's first row
OPEN_DM = "member.dm"  # a link to a message or to somebody: only acknowledged
CONFIRM_COACH = "coach.confirm"  # confirms that a coach isn't their members' line manager
SHOW_COHORT = "cohort.show"  # value: cohort id
CATCH_UP = "cohort.catch-up"  # value: cohort id
LOG_FROM = "log.from"  # another page of the log; value: number of lines before it
DIGEST_OFF = "digest.off"
DIGEST_ON = "digest.on"
COACH_SETTINGS = "coach.settings"  # opens the form
COACH_SETTINGS_FORM = "coach.settings-form"  # callback id
DIGEST_BLOCK = "digest"  # one checkbox
NOTE_DELETE = "note.delete"  # value: note id
ASSIGN_OPEN = "assign.open"  # opens the assignment form
REPORT_SHOW = "report.show"  # value: as REPORT_PICTURE
REPORT_PICTURE = "report.picture"  # value: track id, cohort (and track id), or "all"
REPORT_TABLE = "report.table"  # value: the same
SHOW_ROSTER = "coach.roster"  # value: number of people before the page
SHOW_TRACK = "track.show"  # value: track id
