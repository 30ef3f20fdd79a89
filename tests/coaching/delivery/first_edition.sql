BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	delivery_id INTEGER, 
	at DATETIME NOT NULL, 
	result VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT fk_attempt_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_attempt_enrolment_id FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_attempt_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
INSERT INTO "attempt" VALUES(1,1,1,1,'2026-03-02 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(2,1,2,2,'2026-03-02 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(3,1,3,3,'2026-03-03 09:00:00.000000','moved','hours-closed');
INSERT INTO "attempt" VALUES(4,1,1,4,'2026-03-03 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(5,1,2,5,'2026-03-03 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(6,1,3,NULL,'2026-03-03 15:00:00.000000','moved','still-on-its-way');
INSERT INTO "attempt" VALUES(7,1,3,3,'2026-03-03 15:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(8,1,1,6,'2026-03-04 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(9,1,2,7,'2026-03-04 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(10,1,1,8,'2026-03-05 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(11,1,2,9,'2026-03-05 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(12,1,1,10,'2026-03-05 09:00:00.000000','sent','');
INSERT INTO "attempt" VALUES(13,1,1,11,'2026-03-06 09:00:00.000000','sent','');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	actor VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	member_id INTEGER, 
	detail JSON NOT NULL, 
	at DATETIME NOT NULL, 
	undone_at DATETIME, 
	CONSTRAINT pk_audit PRIMARY KEY (id), 
	CONSTRAINT fk_audit_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_audit_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
INSERT INTO "audit" VALUES(1,1,'UMARA','assign',NULL,'{"track": "first-steps", "enrolments": [1, 2, 3], "members": ["UADA", "UBOB", "UCLEO"]}','2026-03-01 12:00:00.000000',NULL);
INSERT INTO "audit" VALUES(2,1,'UCLEO','pause',3,'{"until": ""}','2026-03-03 15:00:00.000000',NULL);
CREATE TABLE coach (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	slack_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	appointed_by VARCHAR NOT NULL, 
	appointed_at DATETIME NOT NULL, 
	confirmed_at DATETIME, 
	deactivated BOOLEAN NOT NULL, 
	digest_at VARCHAR NOT NULL, 
	dismissed_at DATETIME, 
	CONSTRAINT pk_coach PRIMARY KEY (id), 
	CONSTRAINT fk_coach_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_coach_workspace_id_slack_id UNIQUE (workspace_id, slack_id)
);
INSERT INTO "coach" VALUES(1,1,'UMARA','Mara','UTC','UADMIN','2026-03-01 12:00:00.000000','2026-03-01 12:00:00.000000',0,'09:00',NULL);
CREATE TABLE coach_message (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	delivery_id INTEGER, 
	source VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_coach_message_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_coach_message_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_coach_message_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_coach_message_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_coach_message_coach_id_source UNIQUE (coach_id, source)
);
INSERT INTO "coach_message" VALUES(1,1,1,1,10,'V1','How did the visit go?','2026-03-05 09:00:00.000000');
CREATE TABLE coach_order (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	track VARCHAR NOT NULL, 
	starts_on DATE, 
	at VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	cohort_id INTEGER, 
	deed_id INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_coach_order_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_coach_order_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
CREATE TABLE coach_order_person (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	slack_id VARCHAR NOT NULL, 
	first DATETIME, 
	behind VARCHAR NOT NULL, 
	CONSTRAINT pk_coach_order_person PRIMARY KEY (id), 
	CONSTRAINT fk_coach_order_person_order_id FOREIGN KEY(order_id) REFERENCES coach_order (id), 
	CONSTRAINT fk_coach_order_person_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_coach_order_person_order_id_slack_id UNIQUE (order_id, slack_id)
);
CREATE TABLE cohort (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	groups VARCHAR NOT NULL, 
	track VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_cohort_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_cohort_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_cohort_coach_id_key UNIQUE (coach_id, "key")
);
CREATE TABLE cohort_person (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	cohort_id INTEGER NOT NULL, 
	slack_id VARCHAR NOT NULL, 
	CONSTRAINT pk_cohort_person PRIMARY KEY (id), 
	CONSTRAINT fk_cohort_person_cohort_id FOREIGN KEY(cohort_id) REFERENCES cohort (id), 
	CONSTRAINT fk_cohort_person_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_cohort_person_cohort_id_slack_id UNIQUE (cohort_id, slack_id)
);
CREATE TABLE delivery (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	nudge VARCHAR NOT NULL, 
	form VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	wording INTEGER NOT NULL, 
	about_id INTEGER, 
	reason VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	due_at DATETIME NOT NULL, 
	not_before DATETIME NOT NULL, 
	paced_at DATETIME, 
	expires_at DATETIME NOT NULL, 
	owner VARCHAR NOT NULL, 
	lease_until DATETIME, 
	started_at DATETIME, 
	attempts INTEGER NOT NULL, 
	looks INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	ts VARCHAR NOT NULL, 
	sent_at DATETIME, 
	closed_reason VARCHAR NOT NULL, 
	outcome VARCHAR, 
	answered_at DATETIME, 
	kept BOOLEAN, 
	kept_at DATETIME, 
	remind_at DATETIME, 
	CONSTRAINT fk_delivery_about_id FOREIGN KEY(about_id) REFERENCES delivery (id), 
	CONSTRAINT fk_delivery_enrolment_id FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_delivery_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_delivery_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_delivery_enrolment_id_nudge_form_turn UNIQUE (enrolment_id, nudge, form, turn)
);
INSERT INTO "delivery" VALUES(1,1,1,1,'','welcome',1,1,NULL,'assigned','sent','2026-03-02 09:00:00.000000','2026-03-02 09:00:00.000000',NULL,'2026-03-02 17:00:00.000000','',NULL,'2026-03-02 09:00:00.000000',1,0,'DADA','1772442000.000000','2026-03-02 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(2,1,2,2,'','welcome',1,1,NULL,'assigned','sent','2026-03-02 09:00:00.000000','2026-03-02 09:00:00.000000',NULL,'2026-03-02 17:00:00.000000','',NULL,'2026-03-02 09:00:00.000000',1,0,'DBOB','1772442000.000001','2026-03-02 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(3,1,3,3,'','welcome',1,1,NULL,'assigned','sent','2026-03-02 14:00:00.000000','2026-03-03 15:00:00.000000',NULL,'2026-03-03 22:00:00.000000','',NULL,'2026-03-03 15:00:00.000000',1,0,'DCLEO','1772550000.000004','2026-03-03 15:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(4,1,1,1,'first-steps.1','full',1,1,NULL,'next-day','sent','2026-03-03 09:00:00.000000','2026-03-03 09:00:00.000000','2026-03-03 09:00:00.000000','2026-03-03 17:00:00.000000','',NULL,'2026-03-03 09:00:00.000000',1,0,'DADA','1772528400.000002','2026-03-03 09:00:00.000000','','did','2026-03-03 09:05:00.000000',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(5,1,2,2,'first-steps.1','full',1,1,NULL,'next-day','sent','2026-03-03 09:00:00.000000','2026-03-03 09:00:00.000000','2026-03-03 09:00:00.000000','2026-03-03 17:00:00.000000','',NULL,'2026-03-03 09:00:00.000000',1,0,'DBOB','1772528400.000003','2026-03-03 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(6,1,1,1,'first-steps.2','full',1,1,NULL,'next-day','sent','2026-03-04 09:00:00.000000','2026-03-04 09:00:00.000000','2026-03-04 09:00:00.000000','2026-03-04 17:00:00.000000','',NULL,'2026-03-04 09:00:00.000000',1,0,'DADA','1772614800.000005','2026-03-04 09:00:00.000000','',NULL,'2026-03-04 09:00:00.000000',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(7,1,2,2,'first-steps.2','full',1,1,NULL,'next-day','sent','2026-03-04 09:00:00.000000','2026-03-04 09:00:00.000000','2026-03-04 09:00:00.000000','2026-03-04 17:00:00.000000','',NULL,'2026-03-04 09:00:00.000000',1,0,'DBOB','1772614800.000006','2026-03-04 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(8,1,1,1,'first-steps.3','full',1,1,NULL,'next-day','sent','2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000','2026-03-05 17:00:00.000000','',NULL,'2026-03-05 09:00:00.000000',1,0,'DADA','1772701200.000007','2026-03-05 09:00:00.000000','',NULL,'2026-03-05 09:00:00.000000',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(9,1,2,2,'first-steps.3','full',1,1,NULL,'next-day','sent','2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000','2026-03-05 17:00:00.000000','',NULL,'2026-03-05 09:00:00.000000',1,0,'DBOB','1772701200.000008','2026-03-05 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(10,1,1,1,'','coach',1,1,NULL,'coach','sent','2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000','2026-03-05 10:00:00.000000','',NULL,'2026-03-05 09:00:00.000000',1,0,'DADA','1772701200.000009','2026-03-05 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(11,1,1,1,'first-steps.4','full',1,1,NULL,'next-day','sent','2026-03-06 09:00:00.000000','2026-03-06 09:00:00.000000','2026-03-06 09:00:00.000000','2026-03-06 17:00:00.000000','',NULL,'2026-03-06 09:00:00.000000',1,0,'DADA','1772787600.000010','2026-03-06 09:00:00.000000','',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(12,1,2,2,'','check-in',1,1,NULL,'silent','sending','2026-03-06 09:00:00.000000','2026-03-06 09:00:00.000000','2026-03-06 09:00:00.000000','2026-03-06 17:00:00.000000','first','2026-03-06 09:01:00.000000','2026-03-06 09:00:00.000000',1,0,'','',NULL,'',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE digest (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	monday DATE NOT NULL, 
	state VARCHAR NOT NULL, 
	started_at DATETIME, 
	looks INTEGER NOT NULL, 
	CONSTRAINT fk_digest_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_digest_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_digest_coach_id_monday UNIQUE (coach_id, monday)
);
CREATE TABLE enrolment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	track VARCHAR NOT NULL, 
	starts_on DATE NOT NULL, 
	note VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	next_due_at DATETIME, 
	last_day DATE, 
	created_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT fk_enrolment_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_enrolment_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_enrolment_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
INSERT INTO "enrolment" VALUES(1,1,1,1,'first-steps','2026-03-01','','active','2026-03-09 09:00:00.000000','2026-03-06','2026-03-01 12:00:00.000000',NULL);
INSERT INTO "enrolment" VALUES(2,1,2,1,'first-steps','2026-03-01','','active','2026-03-13 09:00:00.000000','2026-03-06','2026-03-01 12:00:00.000000',NULL);
INSERT INTO "enrolment" VALUES(3,1,3,1,'first-steps','2026-03-01','','active',NULL,'2026-03-03','2026-03-01 12:00:00.000000',NULL);
CREATE TABLE follow_up (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	delivery_id INTEGER, 
	reason VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	detail VARCHAR NOT NULL, 
	opened_at DATETIME NOT NULL, 
	reach_by DATE NOT NULL, 
	snoozed_until DATE, 
	closed_at DATETIME, 
	closed_as VARCHAR NOT NULL, 
	CONSTRAINT pk_follow_up PRIMARY KEY (id), 
	CONSTRAINT fk_follow_up_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_follow_up_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_follow_up_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_follow_up_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
INSERT INTO "follow_up" VALUES(1,1,2,1,NULL,'silent',3,'','2026-03-06 09:00:00.000000','2026-03-11',NULL,NULL,'');
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	received_at DATETIME NOT NULL, 
	taken_at DATETIME NOT NULL, 
	done_at DATETIME, 
	tries INTEGER NOT NULL, 
	failures INTEGER NOT NULL, 
	error VARCHAR NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_inbox_key UNIQUE ("key")
);
CREATE TABLE member (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	slack_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	weekdays VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	leave VARCHAR NOT NULL, 
	shares BOOLEAN NOT NULL, 
	paused_at DATETIME, 
	paused_until DATE, 
	offer_at DATETIME, 
	deactivated_at DATETIME, 
	unreachable VARCHAR NOT NULL, 
	home_opened BOOLEAN NOT NULL, 
	keeps_words BOOLEAN NOT NULL, 
	words_taken_at DATETIME, 
	words_told_at DATETIME, 
	reminds BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_member_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_member_workspace_id_slack_id UNIQUE (workspace_id, slack_id)
);
INSERT INTO "member" VALUES(1,1,'UADA','Ada','DADA','UTC','09:00','01234','','',1,NULL,NULL,NULL,NULL,'',0,0,NULL,NULL,0,'2026-03-01 12:00:00.000000');
INSERT INTO "member" VALUES(2,1,'UBOB','Bob','DBOB','UTC','09:00','01234','','',1,NULL,NULL,NULL,NULL,'',0,0,NULL,NULL,0,'2026-03-01 12:00:00.000000');
INSERT INTO "member" VALUES(3,1,'UCLEO','Cleo','DCLEO','America/New_York','09:00','01234','','',1,'2026-03-03 15:00:00.000000',NULL,'2026-03-17 15:00:00.000000',NULL,'',0,0,NULL,NULL,0,'2026-03-01 12:00:00.000000');
CREATE TABLE note (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT fk_note_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_note_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_note_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_note_coach_id_source UNIQUE (coach_id, source)
);
CREATE TABLE "plan" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	delivery_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	wanted_at DATETIME, 
	asks_at DATETIME, 
	occasion_id INTEGER, 
	came VARCHAR, 
	came_at DATETIME, 
	closed_as VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_plan_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_plan_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_plan_occasion_id FOREIGN KEY(occasion_id) REFERENCES delivery (id), 
	CONSTRAINT fk_plan_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
INSERT INTO "plan" VALUES(1,1,1,8,'If it''s the stand-up, then I''ll mend the list.','','2026-03-06 14:00:00.000000','2026-03-06 14:00:00.000000',NULL,NULL,NULL,'','2026-03-05 09:00:00.000000');
CREATE TABLE promise (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	due DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	taken_at DATETIME, 
	told_at DATETIME, 
	closed_at DATETIME, 
	closed_as VARCHAR NOT NULL, 
	CONSTRAINT fk_promise_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_promise_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_promise_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_promise_coach_id_source UNIQUE (coach_id, source)
);
CREATE TABLE read_mark (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	delivery_id INTEGER NOT NULL, 
	coach_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_read_mark PRIMARY KEY (id), 
	CONSTRAINT fk_read_mark_coach_id FOREIGN KEY(coach_id) REFERENCES coach (id), 
	CONSTRAINT fk_read_mark_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_read_mark_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_read_mark_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_read_mark_delivery_id_coach_id UNIQUE (delivery_id, coach_id)
);
CREATE TABLE reply (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	delivery_id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	outcome VARCHAR, 
	text VARCHAR NOT NULL, 
	choice VARCHAR NOT NULL, 
	"plan" VARCHAR NOT NULL, 
	confidence INTEGER, 
	private BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	aged_at DATETIME, 
	CONSTRAINT pk_reply PRIMARY KEY (id), 
	CONSTRAINT fk_reply_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_reply_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_reply_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id), 
	CONSTRAINT uq_reply_delivery_id_source UNIQUE (delivery_id, source)
);
INSERT INTO "reply" VALUES(1,1,1,4,'','card','did','','','',NULL,0,'2026-03-03 09:05:00.000000','2026-03-03 09:05:00.000000',NULL,NULL);
INSERT INTO "reply" VALUES(2,1,1,4,'DADA','1772528700.000000',NULL,'I asked the night shift what they''d change.','','',NULL,0,'2026-03-03 09:05:00.000000','2026-03-03 09:05:00.000000',NULL,NULL);
INSERT INTO "reply" VALUES(3,1,1,6,'','card',NULL,'','','',3,0,'2026-03-04 09:00:00.000000','2026-03-04 09:00:00.000000',NULL,NULL);
INSERT INTO "reply" VALUES(4,1,1,8,'','card',NULL,'','','If it''s the stand-up, then I''ll mend the list.',NULL,0,'2026-03-05 09:00:00.000000','2026-03-05 09:00:00.000000',NULL,NULL);
CREATE TABLE setting (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
);
CREATE TABLE upload (
	id INTEGER NOT NULL, 
	workspace_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	file VARCHAR NOT NULL, 
	shows VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_upload PRIMARY KEY (id), 
	CONSTRAINT fk_upload_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_upload_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
CREATE TABLE workspace (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	bot_user_id VARCHAR NOT NULL, 
	stopped_at DATETIME, 
	stopped_reason VARCHAR NOT NULL, 
	quiet_until DATETIME, 
	paced_from DATETIME, 
	paced_until DATETIME, 
	looks_from DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY (id), 
	CONSTRAINT uq_workspace_team_id UNIQUE (team_id)
);
INSERT INTO "workspace" VALUES(1,'TACME','Acme','UBATON',NULL,'',NULL,NULL,NULL,NULL,'2026-03-01 12:00:00.000000');
CREATE INDEX ix_inbox_open ON inbox (received_at) WHERE done_at IS NULL;
CREATE INDEX ix_inbox_words ON inbox (received_at) WHERE body <> '' AND done_at IS NOT NULL;
CREATE INDEX ix_member_channel ON member (channel);
CREATE INDEX ix_member_offer ON member (offer_at) WHERE offer_at IS NOT NULL;
CREATE INDEX ix_audit_actor ON audit (workspace_id, actor);
CREATE INDEX ix_audit_handover ON audit (workspace_id) WHERE action = 'handover';
CREATE INDEX ix_audit_member ON audit (member_id);
CREATE INDEX ix_audit_workspace ON audit (workspace_id, at);
CREATE INDEX ix_coach_order_created ON coach_order (created_at);
CREATE INDEX ix_digest_open ON digest (state) WHERE state IN ('due', 'sending');
CREATE INDEX ix_enrolment_coach ON enrolment (coach_id, state);
CREATE INDEX ix_enrolment_due ON enrolment (next_due_at) WHERE state = 'active' AND next_due_at IS NOT NULL;
CREATE INDEX ix_enrolment_member ON enrolment (member_id);
CREATE UNIQUE INDEX uq_enrolment_active ON enrolment (member_id) WHERE state = 'active';
CREATE INDEX ix_note_age ON note (created_at);
CREATE INDEX ix_note_member ON note (member_id, coach_id);
CREATE INDEX ix_promise_age ON promise (closed_at);
CREATE INDEX ix_promise_coach ON promise (coach_id, due) WHERE closed_at IS NULL;
CREATE INDEX ix_promise_due ON promise (due) WHERE closed_at IS NULL AND told_at IS NULL;
CREATE INDEX ix_promise_member ON promise (member_id, coach_id);
CREATE INDEX ix_upload_member ON upload (member_id);
CREATE INDEX ix_delivery_about ON delivery (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX ix_delivery_claimed ON delivery (lease_until) WHERE state = 'claimed';
CREATE INDEX ix_delivery_due ON delivery (not_before, id) WHERE state = 'due';
CREATE INDEX ix_delivery_member ON delivery (member_id, sent_at);
CREATE INDEX ix_delivery_place ON delivery (channel, ts);
CREATE INDEX ix_delivery_remind ON delivery (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX ix_delivery_sending ON delivery (started_at) WHERE state = 'sending';
CREATE INDEX ix_attempt_delivery ON attempt (delivery_id);
CREATE INDEX ix_coach_message_age ON coach_message (created_at) WHERE text <> '';
CREATE INDEX ix_coach_message_coach ON coach_message (coach_id, created_at);
CREATE INDEX ix_coach_message_delivery ON coach_message (delivery_id);
CREATE INDEX ix_coach_message_member ON coach_message (member_id, created_at);
CREATE INDEX ix_follow_up_closed ON follow_up (coach_id, closed_at);
CREATE INDEX ix_follow_up_coach ON follow_up (coach_id) WHERE closed_at IS NULL;
CREATE INDEX ix_follow_up_member ON follow_up (member_id, reason);
CREATE UNIQUE INDEX uq_follow_up_open ON follow_up (member_id, reason) WHERE closed_at IS NULL;
CREATE INDEX ix_plan_delivery ON "plan" (delivery_id);
CREATE INDEX ix_plan_due ON "plan" (asks_at) WHERE closed_as = '' AND occasion_id IS NULL AND asks_at IS NOT NULL;
CREATE INDEX ix_plan_member ON "plan" (member_id);
CREATE INDEX ix_plan_occasion ON "plan" (occasion_id);
CREATE INDEX ix_plan_words ON "plan" (created_at) WHERE text <> '';
CREATE UNIQUE INDEX uq_plan_open ON "plan" (delivery_id) WHERE closed_as = '';
CREATE INDEX ix_read_mark_member ON read_mark (member_id);
CREATE INDEX ix_reply_member ON reply (member_id, created_at);
CREATE INDEX ix_reply_words ON reply (changed_at) WHERE text <> '' OR plan <> '';
CREATE UNIQUE INDEX uq_reply_message ON reply (channel, source) WHERE source <> 'card';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('coach_order',1);
INSERT INTO "sqlite_sequence" VALUES('member',3);
INSERT INTO "sqlite_sequence" VALUES('enrolment',3);
INSERT INTO "sqlite_sequence" VALUES('delivery',12);
INSERT INTO "sqlite_sequence" VALUES('plan',1);
INSERT INTO "sqlite_sequence" VALUES('coach_message',1);
COMMIT;
