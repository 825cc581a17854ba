/**
 * Who may do what: the one door that every operation of every dialect passes. Knows no wire form.
 */
@NullMarked
package dev.clawgateway.control.access;

import org.jspecify.annotations.NullMarked;
