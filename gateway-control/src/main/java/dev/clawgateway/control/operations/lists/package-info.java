/**
 * Lists, in pages: their order, who is wanted in them, and what is shown of each entry. Knows no
 * wire form.
 */
@NullMarked
package dev.clawgateway.control.operations.lists;

import org.jspecify.annotations.NullMarked;
