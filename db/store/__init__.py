"""The only room with SQLAlchemy: schema, sessions, repositories, migrations. Rows never leave it."""
