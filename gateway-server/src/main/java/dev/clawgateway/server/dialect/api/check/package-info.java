/**
 * Holds requests to the contract: parameters by the table of operations, bodies by the schemas of
 * the document. Knows no operation. Safe from any thread.
 */
@NullMarked
package dev.clawgateway.server.dialect.api.check;

import org.jspecify.annotations.NullMarked;
