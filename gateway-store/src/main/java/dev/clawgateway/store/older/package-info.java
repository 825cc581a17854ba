/**
 * The forms in which earlier versions stored records: JSON, of which four formats were released.
 * Reads them, and writes none.
 */
@NullMarked
package dev.clawgateway.store.older;

import org.jspecify.annotations.NullMarked;
