package dev.penstock.cli.codepipeline.send;

/** What a server answered. */
record Answer(int status, byte[] body) {}
