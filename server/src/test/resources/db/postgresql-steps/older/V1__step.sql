CREATE TABLE step (id int);
