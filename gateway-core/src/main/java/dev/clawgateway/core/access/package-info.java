/** What credentials allow: roles, and the bounds within which a holder has them. */
@NullMarked
package dev.clawgateway.core.access;

import org.jspecify.annotations.NullMarked;
