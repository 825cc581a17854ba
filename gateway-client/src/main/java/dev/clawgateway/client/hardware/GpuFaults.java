package dev.clawgateway.client.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the driver's tool, and from what the driver wrote into the kernel's log, which GPUs
 * are not well. Each question is for itself: an old driver does not know all of them, and what is
 * not known is no fault.
 *
 * <p>What a workload did wrong by itself is told as an XID too, so only some of them count.
 */
final class GpuFaults {
    static final String RECOVERY = "--query-gpu=uuid,gpu_recovery_action";
    static final String ECC = "--query-gpu=uuid,ecc.errors.uncorrected.volatile.total";
    static final String ROWS = "--query-remapped-rows=gpu_uuid,remapped_rows.failure";
    static final String PLACES = "--query-gpu=uuid,pci.bus_id";

    private static final Pattern XID =
            Pattern.compile(
                    "NVRM: Xid \\(PCI:([0-9a-fA-F]+:[0-9a-fA-F]+:[0-9a-fA-F]+)\\S*\\): (\\d+)");
    private static final Set<String> NOTHING = Set.of("none", "n/a", "not supported", "");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");

    private final Map<String, String> faults = new LinkedHashMap<>();

    /** Answers to {@link #RECOVERY}; false when the driver does not say it of any. */
    boolean recovery(String text) {
        boolean told = false;
        for (String[] cells : rows(text)) {
            String action = BRACKETS.matcher(cells[1]).replaceAll("");
            String word = action.toLowerCase(Locale.ROOT);
            told |= word.equals("none") || !NOTHING.contains(word);
            if (!NOTHING.contains(word)) {
                faults.putIfAbsent(cells[0], "its driver asks for: " + action);
            }
        }
        return told;
    }

    /** Answers to {@link #ECC}. */
    void ecc(String text) {
        for (String[] cells : rows(text)) {
            if (cells[1].matches("[1-9]\\d{0,18}")) {
                faults.putIfAbsent(cells[0], cells[1] + " uncorrected ECC errors");
            }
        }
    }

    /** Answers to {@link #ROWS}. */
    void rowsUsedUp(String text) {
        for (String[] cells : rows(text)) {
            if (cells[1].equals("1") || cells[1].equalsIgnoreCase("yes")) {
                faults.putIfAbsent(cells[0], "a bad row of its memory could not be replaced");
            }
        }
    }

    /**
     * The kernel's log.
     *
     * @param places answers to {@link #PLACES}
     */
    void log(String text, String places, Set<Integer> fatal) {
        Map<String, String> uuids = new LinkedHashMap<>();
        rows(places).forEach(cells -> uuids.put(place(cells[1]), cells[0]));
        Matcher xid = XID.matcher(text);
        while (xid.find()) {
            String uuid = uuids.get(place(xid.group(1)));
            int number = xid.group(2).length() > 6 ? 0 : Integer.parseInt(xid.group(2));
            if (uuid != null && fatal.contains(number)) {
                faults.putIfAbsent(uuid, "XID " + number);
            }
        }
    }

    /** Bus and device, in either spelling: {@code 00000000:52:00.0}, {@code 0000:52:00}. */
    private static String place(String written) {
        String[] parts = written.toLowerCase(Locale.ROOT).split("[:.]", -1);
        return parts.length < 3
                ? written
                : Long.toHexString(Long.parseLong(parts[0], 16)) + ":" + parts[1] + ":" + parts[2];
    }

    List<GpuFault> found() {
        return faults.entrySet().stream()
                .map(fault -> new GpuFault(fault.getKey(), fault.getValue()))
                .toList();
    }

    private static List<String[]> rows(String text) {
        List<String[]> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] cells = line.split(",", -1);
            if (cells.length == 2 && cells[0].strip().matches("GPU-\\S+")) {
                rows.add(new String[] {cells[0].strip(), cells[1].strip()});
            }
        }
        return rows;
    }
}
