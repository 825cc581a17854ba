/**
 * What every command needs beside its output: exit codes, failures that people are told of,
 * signals, and how values of options are read. Knows no command and no gateway.
 */
@NullMarked
package dev.clawgateway.cli.command;

import org.jspecify.annotations.NullMarked;
