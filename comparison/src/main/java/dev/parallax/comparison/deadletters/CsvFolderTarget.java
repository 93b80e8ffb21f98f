package dev.parallax.comparison.deadletters;

import dev.parallax.shared.format.CsvRecord;
import dev.parallax.shared.model.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Puts rows back into a watched folder of CSV files: those that had the same header into one new file, below that header. */
public final class CsvFolderTarget implements LetterTarget {
    private final Path folder;
    private final String run = "redriven-" + UUID.randomUUID();
    private final Map<ByteBuffer, NewFile> files = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if there is no such directory */
    public CsvFolderTarget(Path folder) {
        this.folder = FolderTarget.existing(folder);
    }

    @Override
    public String refusal(byte[] record) {
        try {
            CsvRecord.of(record);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Override
    public void put(DeadLetter<?> letter) throws IOException {
        CsvRecord record = CsvRecord.of(letter.bytes());
        NewFile file = files.get(ByteBuffer.wrap(record.header()));
        if (file == null) {
            file = new NewFile(folder, run + "-" + files.size() + ".csv");
            files.put(ByteBuffer.wrap(record.header()), file);
            file.write(record.header());
        }
        file.write(record.row());
    }

    @Override
    public void complete() throws IOException {
        for (NewFile file : files.values()) {
            file.complete();
        }
    }

    @Override
    public String name() {
        return folder.resolve(run) + "-*.csv";
    }

    @Override
    public void close() throws IOException {
        for (NewFile file : files.values()) {
            file.close();
        }
    }
}
