package dev.clawgateway.client.hardware;

/**
 * What a machine's programs are made for.
 *
 * @param os with its version
 */
public record Platform(String os, String arch) {
    static Platform ofThisMachine() {
        return new Platform(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"));
    }
}
