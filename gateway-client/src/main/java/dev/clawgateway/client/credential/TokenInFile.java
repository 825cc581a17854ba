package dev.clawgateway.client.credential;

import java.nio.file.Path;

/** By a token that somebody else lays into a file, and replaces there. */
public record TokenInFile(Path file) implements AgentAdmission {}
