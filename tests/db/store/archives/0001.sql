PRAGMA application_id=1297436233;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE annotation (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	statement_key INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	quote VARCHAR NOT NULL, 
	prefix VARCHAR NOT NULL, 
	suffix VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	colour VARCHAR NOT NULL, 
	created VARCHAR NOT NULL, 
	modified VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	trashed VARCHAR, 
	row_sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_annotation PRIMARY KEY ("key"), 
	CONSTRAINT uq_annotation_id UNIQUE (id), 
	CONSTRAINT fk_annotation_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE
);
INSERT INTO "annotation" VALUES(1,'a1',1,0,7,'Release','','','ask again','amber','2026-11-23T23:37:32Z','2026-11-23T23:37:32Z','placed',NULL,'cb81973a791a7b384c2f82f79fc17102bd4669bcc4f2fca69c5b30e362b187fc');
CREATE TABLE annotation_tag (
	annotation_key INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	tag VARCHAR NOT NULL, 
	CONSTRAINT pk_annotation_tag PRIMARY KEY (annotation_key, position), 
	CONSTRAINT fk_annotation_tag_annotation_key_annotation FOREIGN KEY(annotation_key) REFERENCES annotation ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "annotation_tag" VALUES(1,1,'2025');
INSERT INTO "annotation_tag" VALUES(1,0,'harbour');
CREATE TABLE archive (
	"key" INTEGER NOT NULL, 
	lineage VARCHAR NOT NULL, 
	sample BOOLEAN NOT NULL, 
	created VARCHAR NOT NULL, 
	events INTEGER NOT NULL, 
	events_head VARCHAR NOT NULL, 
	CONSTRAINT pk_archive PRIMARY KEY ("key"), 
	CONSTRAINT ck_archive_single CHECK (key = 1)
);
INSERT INTO "archive" VALUES(1,'1f29ec16-9f67-4cb8-bddf-6b556e9cf1fd',0,'2026-11-23T23:37:31Z',5,'51932558ac9133c0fc9e609abdd6fa708407e4514bc77a8d8105570d9d991c48');
CREATE TABLE block (
	statement_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	CONSTRAINT pk_block PRIMARY KEY (statement_key, ordinal), 
	CONSTRAINT fk_block_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "block" VALUES(1,0,'title',0,9);
INSERT INTO "block" VALUES(1,1,'lead',11,187);
INSERT INTO "block" VALUES(2,0,'title',0,9);
INSERT INTO "block" VALUES(2,1,'lead',11,187);
INSERT INTO "block" VALUES(3,0,'title',0,9);
INSERT INTO "block" VALUES(3,1,'lead',11,187);
INSERT INTO "block" VALUES(4,0,'title',0,9);
INSERT INTO "block" VALUES(4,1,'lead',11,187);
CREATE TABLE change_mark (
	seq INTEGER NOT NULL, 
	nonce VARCHAR NOT NULL, 
	CONSTRAINT pk_change_mark PRIMARY KEY (seq)
);
INSERT INTO "change_mark" VALUES(0,'ab51155544a77c2c');
INSERT INTO "change_mark" VALUES(1,'8d21375990fb1f14');
INSERT INTO "change_mark" VALUES(2,'81a40882ee9def16');
INSERT INTO "change_mark" VALUES(3,'d7fe452ca4d5b253');
INSERT INTO "change_mark" VALUES(4,'6b6a42b7158f0bab');
INSERT INTO "change_mark" VALUES(5,'d83e7c606814e083');
CREATE TABLE citation (
	statement_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	document_id VARCHAR, 
	pinpoint VARCHAR, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	CONSTRAINT pk_citation PRIMARY KEY (statement_key, ordinal), 
	CONSTRAINT fk_citation_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "citation" VALUES(1,0,'ilo:CONST','art33',104,114,'article 33','resolved','full');
INSERT INTO "citation" VALUES(1,1,NULL,NULL,104,111,'article','candidates','bare');
INSERT INTO "citation" VALUES(2,0,'ilo:CONST','art33',104,114,'article 33','resolved','full');
INSERT INTO "citation" VALUES(2,1,NULL,NULL,104,111,'article','candidates','bare');
INSERT INTO "citation" VALUES(3,0,'ilo:CONST','art33',104,114,'article 33','resolved','full');
INSERT INTO "citation" VALUES(3,1,NULL,NULL,104,111,'article','candidates','bare');
INSERT INTO "citation" VALUES(4,0,'ilo:CONST','art33',104,114,'article 33','resolved','full');
INSERT INTO "citation" VALUES(4,1,NULL,NULL,104,111,'article','candidates','bare');
CREATE TABLE citation_candidate (
	statement_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	document_id VARCHAR NOT NULL, 
	CONSTRAINT pk_citation_candidate PRIMARY KEY (statement_key, ordinal, position), 
	CONSTRAINT fk_citation_candidate_statement_key_ordinal_citation FOREIGN KEY(statement_key, ordinal) REFERENCES citation (statement_key, ordinal) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "citation_candidate" VALUES(1,1,0,'ilo:C087');
INSERT INTO "citation_candidate" VALUES(2,1,0,'ilo:C087');
INSERT INTO "citation_candidate" VALUES(3,1,0,'ilo:C087');
INSERT INTO "citation_candidate" VALUES(4,1,0,'ilo:C087');
INSERT INTO "citation_candidate" VALUES(1,1,1,'ilo:R087');
INSERT INTO "citation_candidate" VALUES(2,1,1,'ilo:R087');
INSERT INTO "citation_candidate" VALUES(3,1,1,'ilo:R087');
INSERT INTO "citation_candidate" VALUES(4,1,1,'ilo:R087');
CREATE TABLE event (
	seq INTEGER NOT NULL, 
	time VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	subject VARCHAR, 
	details VARCHAR NOT NULL, 
	tool VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (seq)
);
INSERT INTO "event" VALUES(1,'2026-11-23T23:37:31Z','created','1f29ec16-9f67-4cb8-bddf-6b556e9cf1fd','{"sample":0,"schema":"0001"}','muniment 0.1.0','6876a9f51cc2f0ffaedfd8f33911ed2f5793bdd3d76775dd6c5089b2c601f7c2');
INSERT INTO "event" VALUES(2,'2026-11-23T23:37:31Z','imported','s7j2av3ygd6ls','{"name":"1.txt"}','muniment 0.1.0','8c6610e612404965aef282e615aab5e8ad1a873dcebce8e7bce52519a986a371');
INSERT INTO "event" VALUES(3,'2026-11-23T23:37:31Z','imported','seonwofe3ulf7','{"name":"2.txt"}','muniment 0.1.0','8d16c795d0ad18283b9c0fa23e920e990812c4ca0ad40cb716c6811044d9717b');
INSERT INTO "event" VALUES(4,'2026-11-23T23:37:32Z','imported','s5sn37a4zbxfr','{"name":"3.txt"}','muniment 0.1.0','d3471bb1dd2d2ca9550e719a42c61fcc2496841c14fca829b760799d4c577dc4');
INSERT INTO "event" VALUES(5,'2026-11-23T23:37:32Z','annotated','a1','{}','muniment 0.1.0','51932558ac9133c0fc9e609abdd6fa708407e4514bc77a8d8105570d9d991c48');
CREATE TABLE mention (
	statement_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	entity_id VARCHAR, 
	name VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	role VARCHAR, 
	confidence FLOAT NOT NULL, 
	origin VARCHAR NOT NULL, 
	CONSTRAINT pk_mention PRIMARY KEY (statement_key, ordinal), 
	CONSTRAINT fk_mention_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "mention" VALUES(1,0,'place',NULL,'Geneva',11,17,'GENEVA',NULL,1.0,'list');
INSERT INTO "mention" VALUES(2,0,'place',NULL,'Geneva',11,17,'GENEVA',NULL,1.0,'list');
INSERT INTO "mention" VALUES(3,0,'place',NULL,'Geneva',11,17,'GENEVA',NULL,1.0,'list');
INSERT INTO "mention" VALUES(4,0,'place',NULL,'Geneva',11,17,'GENEVA',NULL,1.0,'list');
CREATE TABLE original (
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	CONSTRAINT pk_original PRIMARY KEY (sha256)
)
 WITHOUT ROWID

;
INSERT INTO "original" VALUES('3ba8d02b16fd2a01c1a8ba1a1f036d7ce386ed953696fa57331c2ac48a80b255',5);
INSERT INTO "original" VALUES('5677e0c7f25c5d484ccff313000a3155630f13e75b2b39298734354d5b008f81',10);
INSERT INTO "original" VALUES('6d11e9c952b1cc1254404420cea8a35bc20468de6479fe77fb03fe45d720feb5',10);
INSERT INTO "original" VALUES('6ef3f65b437abc5587a08b84755778d61c488d25b94c6da4a92ea0ff73cda8d0',10);
CREATE TABLE quotation (
	statement_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	speaker VARCHAR, 
	speaker_id VARCHAR, 
	CONSTRAINT pk_quotation PRIMARY KEY (statement_key, ordinal), 
	CONSTRAINT fk_quotation_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "quotation" VALUES(1,0,0,7,'the experts',NULL);
INSERT INTO "quotation" VALUES(2,0,0,7,'the experts',NULL);
INSERT INTO "quotation" VALUES(3,0,0,7,'the experts',NULL);
INSERT INTO "quotation" VALUES(4,0,0,7,'the experts',NULL);
CREATE TABLE source (
	statement_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	media_type VARCHAR NOT NULL, 
	url VARCHAR, 
	size INTEGER NOT NULL, 
	encoding VARCHAR, 
	imported_at VARCHAR NOT NULL, 
	row_sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (statement_key, ordinal), 
	CONSTRAINT fk_source_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE, 
	CONSTRAINT fk_source_sha256_original FOREIGN KEY(sha256) REFERENCES original (sha256)
)
 WITHOUT ROWID

;
INSERT INTO "source" VALUES(1,0,'6ef3f65b437abc5587a08b84755778d61c488d25b94c6da4a92ea0ff73cda8d0','1.txt','text/plain',NULL,10,NULL,'2026-11-23T23:37:31Z','39c0e861ce5405854cb83ec70cd2cad9ad9262d25f20149e1a2081ce9b880128');
INSERT INTO "source" VALUES(2,0,'5677e0c7f25c5d484ccff313000a3155630f13e75b2b39298734354d5b008f81','2.txt','text/plain',NULL,10,NULL,'2026-11-23T23:37:31Z','e77fd96c2fb211c54920c0b45b0f462ab6136e7dba9e1cf409d1040705c68893');
INSERT INTO "source" VALUES(3,0,'6d11e9c952b1cc1254404420cea8a35bc20468de6479fe77fb03fe45d720feb5','3.txt','text/plain',NULL,10,NULL,'2026-11-23T23:37:32Z','89b54a5d965e0c521952027edde1273c3da367e86ec23eae638ba9bc6c54f4e4');
INSERT INTO "source" VALUES(4,0,'3ba8d02b16fd2a01c1a8ba1a1f036d7ce386ed953696fa57331c2ac48a80b255','7.html','text/plain','https://example.org/7',5,'utf-8','2026-11-23T23:37:32Z','e2327dbd2abf6da99b550a37d1ab6cf53af757dca1fd519048c656b4ce331518');
CREATE TABLE statement (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	work_id VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	language VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	date VARCHAR, 
	issuer VARCHAR, 
	place VARCHAR, 
	url VARCHAR, 
	document_id VARCHAR, 
	rules VARCHAR NOT NULL, 
	added VARCHAR NOT NULL, 
	change_seq INTEGER NOT NULL, 
	row_sha256 VARCHAR NOT NULL, 
	layers_sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_statement PRIMARY KEY ("key"), 
	CONSTRAINT uq_statement_id UNIQUE (id), 
	CONSTRAINT fk_statement_work_id_work FOREIGN KEY(work_id) REFERENCES work (id)
);
INSERT INTO "statement" VALUES(1,'s7j2av3ygd6ls','w7j2av3ygd6ls',1,'en','release','Release 1','2025-06-05','Office of Ruritania',NULL,NULL,NULL,'1','2026-11-23T23:37:31Z',4,'25492034ccc194514dc2b6186836e2d7f6e43de69c45faf0fc5dd8bbd50de66a','8f21f2278ba9f14148a04e9f4dfcc3a2af0b7f0dfec1cfd89a93df31ef4d9b38');
INSERT INTO "statement" VALUES(2,'seonwofe3ulf7','weonwofe3ulf7',1,'en','release','Release 2','2025-06-05','Office of Ruritania',NULL,NULL,NULL,'1','2026-11-23T23:37:31Z',2,'826c2e73f0eb610d3d1b6624cb429230ebd3fe29c40acf9278d9d4e80f32899b','8f21f2278ba9f14148a04e9f4dfcc3a2af0b7f0dfec1cfd89a93df31ef4d9b38');
INSERT INTO "statement" VALUES(3,'s5sn37a4zbxfr','w5sn37a4zbxfr',1,'en','release','Release 3','2025-06-05','Office of Ruritania',NULL,NULL,NULL,'1','2026-11-23T23:37:32Z',3,'01f157e0d598d65b684fe6120b18ce9ca4d04015a1450342bd5232ae7ac1752d','8f21f2278ba9f14148a04e9f4dfcc3a2af0b7f0dfec1cfd89a93df31ef4d9b38');
INSERT INTO "statement" VALUES(4,'slcfjnnkb3pq7','w7j2av3ygd6ls',1,'fr','release','Release 7','2025-06-05','Office of Ruritania',NULL,NULL,NULL,'1','2026-11-23T23:37:32Z',5,'b6b23218a379e95e19f0a15c27e3c35889473a5874f1876a623347c35fc57f63','8f21f2278ba9f14148a04e9f4dfcc3a2af0b7f0dfec1cfd89a93df31ef4d9b38');
CREATE TABLE statement_text (
	statement_key INTEGER NOT NULL, 
	text_sha256 VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_statement_text PRIMARY KEY (statement_key), 
	CONSTRAINT fk_statement_text_statement_key_statement FOREIGN KEY(statement_key) REFERENCES statement ("key") ON DELETE CASCADE, 
	CONSTRAINT uq_statement_text_text_sha256 UNIQUE (text_sha256)
);
INSERT INTO "statement_text" VALUES(1,'fa740aef061f972dc0c9e69bb10024a49757114705d2d7a261c76f7525e58e06','Release 1

GENEVA. The experts of Ruritania asked for the release of the harbour workers. They recalled article 33 of the Constitution of the ILO, and No. 87 above all. They said no more.');
INSERT INTO "statement_text" VALUES(2,'239b67149ba2cbf5e820cc442c2392f581455901ed6f0a3605f9aeea99b3496c','Release 2

GENEVA. The experts of Ruritania asked for the release of the harbour workers. They recalled article 33 of the Constitution of the ILO, and No. 87 above all. They said no more.');
INSERT INTO "statement_text" VALUES(3,'ec9bbf83990dcb1a81387888343eb9d866abc126d88b0eac89b8e6e1b57cf9cb','Release 3

GENEVA. The experts of Ruritania asked for the release of the harbour workers. They recalled article 33 of the Constitution of the ILO, and No. 87 above all. They said no more.');
INSERT INTO "statement_text" VALUES(4,'588a96b541dbe1f85b6bf0a78db1e840843de4dd06445785c4316cd10e9b1d5e','Release 7

GENEVA. The experts of Ruritania asked for the release of the harbour workers. They recalled article 33 of the Constitution of the ILO, and No. 87 above all. They said no more.');
CREATE TABLE tombstone (
	statement_id VARCHAR NOT NULL, 
	change_seq INTEGER NOT NULL, 
	CONSTRAINT pk_tombstone PRIMARY KEY (statement_id)
)
 WITHOUT ROWID

;
CREATE TABLE work (
	id VARCHAR NOT NULL, 
	created VARCHAR NOT NULL, 
	CONSTRAINT pk_work PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "work" VALUES('w5sn37a4zbxfr','2026-11-23T23:37:32Z');
INSERT INTO "work" VALUES('w7j2av3ygd6ls','2026-11-23T23:37:31Z');
INSERT INTO "work" VALUES('weonwofe3ulf7','2026-11-23T23:37:31Z');
CREATE INDEX ix_event_subject ON event (subject);
CREATE INDEX ix_tombstone_change_seq ON tombstone (change_seq);
CREATE INDEX ix_statement_change_seq ON statement (change_seq);
CREATE INDEX ix_statement_date_title ON statement (date, title);
CREATE INDEX ix_statement_document_id ON statement (document_id);
CREATE UNIQUE INDEX ix_statement_work_id_language_version ON statement (work_id, language, version);
CREATE INDEX ix_annotation_statement_key ON annotation (statement_key);
CREATE INDEX ix_mention_entity_id ON mention (entity_id);
CREATE INDEX ix_citation_document_id_pinpoint ON citation (document_id, pinpoint);
CREATE INDEX ix_source_sha256 ON source (sha256);
CREATE INDEX ix_annotation_tag_tag ON annotation_tag (tag);
CREATE INDEX ix_citation_candidate_document_id ON citation_candidate (document_id);
COMMIT;
