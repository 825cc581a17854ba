/**
 * What must be known of a database's files before it is opened, since opening it changes them: how
 * far its write-ahead logs reach, and how far they have to. Knows the form of the logs, and not the
 * library that writes them.
 */
@NullMarked
package dev.clawgateway.store.log;

import org.jspecify.annotations.NullMarked;
