package dev.clawgateway.scheduler.fleet.ledger;

/**
 * GPUs of one model over the fleet, in thousandths.
 *
 * @param capacityMillis of all nodes known, whatever their availability
 * @param allocatedMillis held, from assignment to final state
 */
public record ModelTotals(String model, long capacityMillis, long allocatedMillis) {
    public long freeMillis() {
        return capacityMillis - allocatedMillis;
    }
}
