package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken from a drop folder, when, and where it goes. */
class DropFolderTest {

    private static final Duration STABLE = Duration.ofSeconds(2);
    private static final Duration OTHER_SIDE = Duration.ofMinutes(10);
    private static final Instant NOW = Instant.parse("2030-01-02T09:00:00Z");

    @TempDir
    private Path home;

    private DropFolder folder;
    private Scanner.@Nullable Sides sides;

    @BeforeEach
    void prepare() throws IOException {
        folder = folder();
        folder.prepare();
    }

    @Test
    void a_file_is_complete_when_it_has_not_changed_for_a_while() throws IOException {
        Path file = drop("scan.pdf", "half");
        assertThat(folder.complete(NOW)).isEmpty();
        Files.writeString(file, "half and half");
        assertThat(folder.complete(NOW.plus(STABLE))).isEmpty();
        assertThat(folder.complete(NOW.plus(STABLE).plusSeconds(1))).isEmpty();
        assertThat(folder.complete(NOW.plus(STABLE).plus(STABLE))).containsExactly(file);
    }

    @Test
    void at_a_start_a_file_of_last_week_is_looked_at_twice_as_well() throws IOException {
        Path file = drop("scan.pdf", "x");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(7))));

        assertThat(folder.complete(NOW)).isEmpty();
        assertThat(folder.complete(NOW.plus(STABLE))).containsExactly(file);
    }

    @Test
    void what_programs_leave_behind_is_left_alone() throws IOException {
        for (String name :
                List.of("Thumbs.db", "._scan.pdf", "~$letter.docx", "scan.pdf.part", "scan.tmp", ".hidden")) {
            drop(name, "x");
        }
        Files.createDirectory(in().resolve("a folder"));
        folder.complete(NOW);

        assertThat(folder.complete(NOW.plus(STABLE))).isEmpty();
    }

    @Test
    void a_claimed_file_is_taken_up_again_under_the_same_id_and_another_of_its_name_is_another() throws IOException {
        ClaimedLetter first = folder.claim(drop("0001.pdf", "one"), NOW).orElseThrow();
        ClaimedLetter second = folder.claim(drop("0001.pdf", "two"), NOW).orElseThrow();

        assertThat(folder().leftBehind(Set.of())).containsExactlyInAnyOrder(first, second);
        assertThat(first.source()).isNotEqualTo(second.source()).startsWith("letter:west-lindsey/post-room/");
        assertThat(in()).isEmptyDirectory();
    }

    @Test
    void what_another_has_taken_is_taken_by_nobody_else() throws IOException {
        Path file = drop("0001.pdf", "one");
        folder.claim(file, NOW);

        assertThat(folder.claim(file, NOW)).isEmpty();
        assertThat(folder.leftBehind(Set.of())).hasSize(1);
    }

    @Test
    void what_cannot_be_moved_stays_and_is_not_tried_again_while_it_is_the_same() throws IOException {
        Path shm = Path.of("/dev/shm");
        assumeTrue(Files.isDirectory(shm), "skipped: no second file system at hand");
        Path elsewhere = Files.createTempDirectory(shm, "drop-folder");
        Files.delete(home.resolve("work"));
        Files.createSymbolicLink(home.resolve("work"), elsewhere);
        Path file = drop("0001.pdf", "one");
        folder.complete(NOW);

        assertThat(folder.claim(file, NOW)).isEmpty();
        assertThat(file).exists();
        assertThat(elsewhere).isEmptyDirectory();
        Files.delete(elsewhere);
        assertThat(folder.complete(NOW.plus(STABLE))).isEmpty();
        Files.writeString(file, "one, scanned anew");
        folder.complete(NOW.plus(STABLE));
        assertThat(folder.complete(NOW.plus(STABLE).plus(STABLE))).containsExactly(file);
    }

    @Test
    void a_recorded_letter_lies_under_its_day_and_one_that_is_none_beside_its_reason() throws IOException {
        LocalDate day = LocalDate.parse("2030-01-02");
        ClaimedLetter monday = folder.claim(drop("0001.pdf", "one"), NOW).orElseThrow();
        folder.done(monday, day);
        ClaimedLetter again = folder.claim(drop("0001.pdf", "two"), NOW).orElseThrow();
        folder.done(again, day);
        ClaimedLetter bad = folder.claim(drop("0002.pdf", "bad"), NOW).orElseThrow();
        folder.failed(bad, "It is bad.");

        assertThat(home.resolve("done/2030-01-02/0001.pdf")).hasContent("one");
        assertThat(home.resolve("done/2030-01-02/" + again.id() + "-0001.pdf")).hasContent("two");
        assertThat(home.resolve("failed/0002.pdf")).hasContent("bad");
        assertThat(home.resolve("failed/0002.pdf.reason.txt")).hasContent("It is bad.");
        assertThat(home.resolve("work")).isEmptyDirectory();
    }

    @Test
    void what_the_post_room_notes_goes_with_its_letter_and_is_no_letter() throws IOException {
        drop("a.pdf", "a");
        drop("a.json", "{}");
        drop("b.tif", "b");
        drop("b.tif.xml", "<letter/>");
        drop("alone.json", "{}");
        folder.complete(NOW);
        List<Path> complete = folder.complete(NOW.plus(STABLE));

        assertThat(complete)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("a.pdf", "b.tif");
        for (Path file : complete) {
            ClaimedLetter claimed = folder.claim(file, NOW).orElseThrow();
            assertThat(claimed.index()).exists();
            folder.done(claimed, LocalDate.parse("2030-01-02"));
        }
        assertThat(home.resolve("done/2030-01-02/b.tif.xml")).exists();
        assertThat(in().resolve("alone.json")).exists();
    }

    @Test
    void a_claim_that_ended_before_the_letter_was_moved_leaves_its_index_where_it_was() throws IOException {
        Path claim = Files.createDirectory(
                home.resolve("work").resolve(UUID.randomUUID().toString()));
        Files.writeString(claim.resolve("a.json"), "{}");

        assertThat(folder.leftBehind(Set.of())).isEmpty();
        assertThat(in().resolve("a.json")).exists();
        assertThat(claim).doesNotExist();
    }

    @Test
    void a_note_of_yesterday_is_not_about_the_letter_of_its_name() throws IOException {
        Path note = drop("0001.json", "{}");
        Files.setLastModifiedTime(note, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Path file = drop("0001.pdf", "a");
        folder.complete(NOW);

        assertThat(folder.complete(NOW.plus(STABLE))).containsExactly(file);
        assertThat(folder.claim(file, NOW).orElseThrow().index()).isNull();
        assertThat(note).exists();
    }

    @Test
    void who_goes_on_writing_writes_another_letter() throws IOException {
        ClaimedLetter claimed = folder.claim(drop("0001.pdf", "half"), NOW).orElseThrow();
        List<Sightings.Look> before = DropFolder.look(claimed);
        assertThat(DropFolder.look(claimed)).isEqualTo(before);
        Files.writeString(claimed.file(), "half and half");

        assertThat(DropFolder.look(claimed)).isNotEqualTo(before);
        folder.anew(claimed);
        List<ClaimedLetter> left = folder.leftBehind(Set.of());
        assertThat(left).hasSize(1);
        assertThat(left.get(0).id()).isNotEqualTo(claimed.id());
    }

    @Test
    void a_letter_in_a_folder_of_a_day_came_on_that_day() throws IOException {
        Files.createDirectory(in().resolve("2029-12-24"));
        Path file = drop("2029-12-24/a.pdf", "a");
        folder.complete(NOW);

        assertThat(folder.complete(NOW.plus(STABLE))).containsExactly(file);
        ClaimedLetter claimed = folder.claim(file, NOW).orElseThrow();
        assertThat(claimed.droppedAt()).isEqualTo("2029-12-24T00:00:00Z");
        assertThat(folder().leftBehind(Set.of())).containsExactly(claimed);
    }

    @Test
    void front_sides_wait_for_their_backs_and_are_taken_with_them() throws IOException {
        sides = new Scanner.Sides("-odd", "-even", true);
        folder = folder();
        Path fronts = drop("0007-odd.pdf", "fronts");
        folder.complete(NOW);
        assertThat(folder.complete(NOW.plus(STABLE))).isEmpty();
        drop("0007-even.pdf", "backs");
        assertThat(folder.complete(NOW.plus(STABLE))).isEmpty();
        assertThat(folder.complete(NOW.plus(STABLE).plus(STABLE))).containsExactly(fronts);

        ClaimedLetter claimed = folder.claim(fronts, NOW).orElseThrow();

        assertThat(in()).isEmptyDirectory();
        assertThat(claimed.file()).hasContent("fronts");
        assertThat(claimed.backs()).hasContent("backs");
        assertThat(folder().leftBehind(Set.of())).containsExactly(claimed);
        folder.done(claimed, LocalDate.parse("2030-01-02"));
        assertThat(home.resolve("done/2030-01-02/0007-odd.pdf")).hasContent("fronts");
        assertThat(home.resolve("done/2030-01-02/0007-even.pdf")).hasContent("backs");
        assertThat(home.resolve("work")).isEmptyDirectory();
    }

    @Test
    void a_side_that_waits_in_vain_is_taken_alone_and_whole_pages_wait_for_nothing() throws IOException {
        sides = new Scanner.Sides("-odd", "-even", false);
        folder = folder();
        Path whole = drop("letter.pdf", "both");
        Path fronts = drop("0008-odd.pdf", "fronts");
        Path backs = drop("0009-even.pdf", "backs");
        folder.complete(NOW);
        assertThat(folder.complete(NOW.plus(STABLE))).containsExactly(whole);

        assertThat(folder.complete(NOW.plus(OTHER_SIDE))).containsExactlyInAnyOrder(whole, fronts, backs);
        ClaimedLetter claimed = folder.claim(backs, NOW).orElseThrow();
        assertThat(claimed.backs()).isNull();
        folder.failed(claimed, "the front sides have not come");
        assertThat(home.resolve("failed/0009-even.pdf")).hasContent("backs");
    }

    @Test
    void backs_that_a_hub_took_before_it_ended_and_left_their_fronts_go_back_to_them() throws IOException {
        sides = new Scanner.Sides("-odd", "-even", false);
        folder = folder();
        Path fronts = drop("0010-odd.pdf", "fronts");
        Path taken = Files.createDirectory(
                home.resolve("work").resolve(UUID.randomUUID().toString()));
        Files.writeString(taken.resolve("0010-even.pdf"), "backs");

        assertThat(folder.leftBehind(Set.of())).isEmpty();

        assertThat(in().resolve("0010-even.pdf")).hasContent("backs");
        folder.complete(NOW);
        assertThat(folder.complete(NOW.plus(STABLE))).containsExactly(fronts);
    }

    private Path in() {
        return home.resolve("in");
    }

    private Path drop(String name, String content) throws IOException {
        return Files.writeString(in().resolve(name), content);
    }

    private DropFolder folder() {
        return new DropFolder(
                new CouncilId("west-lindsey"),
                ZoneId.of("Europe/London"),
                new Scanner("post-room", in(), false, Scanner.Separators.NONE, sides),
                new LetterSettings(
                        Duration.ofSeconds(1),
                        STABLE,
                        Duration.ofMinutes(15),
                        OTHER_SIDE,
                        Duration.ofSeconds(30),
                        4,
                        List.of("Thumbs.db", ".*", "~*", "*.part", "*.tmp"),
                        home,
                        null,
                        null));
    }
}
