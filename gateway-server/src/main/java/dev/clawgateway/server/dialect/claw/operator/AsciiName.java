package dev.clawgateway.server.dialect.claw.operator;

/** Names as the stock CLI can bear them: it crashes on others (claw protocol section 5.4). */
final class AsciiName {
    private AsciiName() {}

    static String of(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        name.codePoints()
                .forEach(point -> ascii.append(point >= ' ' && point < 127 ? (char) point : '?'));
        return ascii.toString();
    }
}
