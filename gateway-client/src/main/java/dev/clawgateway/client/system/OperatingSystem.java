package dev.clawgateway.client.system;

/** What an agent stands on. */
public record OperatingSystem(Processes processes, Disk disk) {
    /** The one this process runs on. */
    public static OperatingSystem ofThisMachine() {
        return new OperatingSystem(new LinuxProcesses(), new LocalDisk());
    }
}
