/** What callers can do and ask about who may do what. */
@NullMarked
package dev.clawgateway.control.operations.access;

import org.jspecify.annotations.NullMarked;
