/**
 * What is written of the changes that persons and programs make: who wished which of them, and what
 * was before and after. Knows no file.
 */
@NullMarked
package dev.clawgateway.control.audit;

import org.jspecify.annotations.NullMarked;
