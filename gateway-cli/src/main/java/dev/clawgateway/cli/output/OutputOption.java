package dev.clawgateway.cli.output;

import picocli.CommandLine.Option;

/** How a command prints what it was told. */
public final class OutputOption {
    /** The forms there are; people read a table, programs read JSON. */
    enum Form {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<FORM>",
            defaultValue = "table",
            description = "Output form: ${COMPLETION-CANDIDATES} [default: ${DEFAULT-VALUE}]")
    private Form form = Form.table;

    public boolean json() {
        return form == Form.json;
    }
}
