package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.backup.Progress.Unit;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void amountsAreInUnitsThatPeopleRead() {
        assertThat(ProgressLine.amount(0, 0, Unit.BYTES)).isEqualTo(" ...");
        assertThat(ProgressLine.amount(512 << 10, 2 << 20, Unit.BYTES)).isEqualTo(": 512 KiB (25 %)");
        assertThat(ProgressLine.amount(3 << 19, 3 << 20, Unit.BYTES)).isEqualTo(": 1.5 MiB (50 %)");
        assertThat(ProgressLine.amount(5L << 29, 5L << 30, Unit.BYTES)).isEqualTo(": 2.50 GiB (50 %)");
        assertThat(ProgressLine.amount(1, 0, Unit.FILES)).isEqualTo(": 1 file");
        assertThat(ProgressLine.amount(1234, 0, Unit.FILES)).isEqualTo(": 1234 files");
    }

    @Test
    void theLineIsWrittenOverItselfAndLeavesNothing() {
        StringWriter out = new StringWriter();
        try (ProgressLine line = ProgressLine.always(new PrintWriter(out))) {
            line.at("copying", 1, 0, Unit.FILES);
            line.at("checking", 0, 0, Unit.BYTES);
        }
        assertThat(out.toString()).isEqualTo("\r\u001b[2Kcopying: 1 file\r\u001b[2Kchecking ...\r\u001b[2K");
    }

    @Test
    void whoDoesNotLookSeesNothing() {
        StringWriter out = new StringWriter();
        try (ProgressLine line = ProgressLine.on(new PrintWriter(out))) {
            line.at("copying", 1, 0, Unit.FILES);
        }
        assertThat(out.toString()).isEmpty();
    }
}
