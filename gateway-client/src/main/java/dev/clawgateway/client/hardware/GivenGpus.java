package dev.clawgateway.client.hardware;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.GpuGrant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The GPUs that an attempt was given. Their numbers are those of that time, and the attempt goes on
 * with the same devices when the machine counts them anew: so what they are is kept with them.
 */
public record GivenGpus(List<Device> devices) {
    /**
     * One of them.
     *
     * @param index by which it was given
     * @param uuid empty where that is not known
     */
    public record Device(int index, String uuid) {
        /** Its number now; empty when it is gone. */
        private Optional<Integer> now(List<Gpu> gpus) {
            return uuid.isEmpty()
                    ? Optional.of(index)
                    : gpus.stream()
                            .filter(gpu -> gpu.uuid().equals(uuid))
                            .map(Gpu::index)
                            .findFirst();
        }
    }

    public GivenGpus {
        devices = List.copyOf(devices);
    }

    /** As they are counted now. */
    public static GivenGpus of(List<Integer> indexes, List<Gpu> now) {
        return new GivenGpus(
                indexes.stream().map(index -> new Device(index, uuid(index, now))).toList());
    }

    private static String uuid(int index, List<Gpu> gpus) {
        return gpus.stream()
                .filter(gpu -> gpu.index() == index)
                .map(Gpu::uuid)
                .findFirst()
                .orElse("");
    }

    /** As written down by {@link #uuids}; where that is nothing, only their numbers are known. */
    public static GivenGpus read(List<Integer> indexes, String uuids) {
        String[] words = uuids.split(",", -1);
        return new GivenGpus(
                Stream.iterate(0, place -> place < indexes.size(), place -> place + 1)
                        .map(place ->
                                new Device(
                                        indexes.get(place),
                                        words.length == indexes.size() ? words[place] : ""))
                        .toList());
    }

    /** None. */
    public static final GivenGpus NONE = new GivenGpus(List.of());

    /** The numbers by which they were given. */
    public List<Integer> numbers() {
        return devices.stream().map(Device::index).toList();
    }

    /** To be written down beside their numbers. */
    public String uuids() {
        return devices.stream().map(Device::uuid).collect(Collectors.joining(","));
    }

    /** Their numbers now, without those that are gone. */
    public List<Integer> indexes(List<Gpu> now) {
        return devices.stream().flatMap(device -> device.now(now).stream()).toList();
    }

    /** Parts of them by their numbers now, without those of what is gone. */
    public List<GpuGrant> grants(List<GpuGrant> given, List<Gpu> now) {
        return given.stream()
                .flatMap(grant ->
                        devices.stream()
                                .filter(device -> device.index() == grant.index())
                                .limit(1)
                                .flatMap(device -> device.now(now).stream())
                                .map(grant::at))
                .toList();
    }
}
