/**
 * The service manager that has started this process, systemd above all: told by datagrams how it
 * is. Knows nothing of what the process does.
 */
@NullMarked
package dev.clawgateway.net.service;

import org.jspecify.annotations.NullMarked;
