import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * Checks PDF files against veraPDF profiles and prints one line per fact, fields parted by tabs:
 * "checked file profile number-of-checks", "failed file profile rule count message place", "broken file profile error".
 *
 * <p>Arguments: profiles parted by commas (ua1, 2a, ...), then the files.
 */
public final class Verify {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private record Failure(String message, String place, int count) {
    Failure again() {
      return new Failure(message, place, count + 1);
    }
  }

  private Verify() {}

  public static void main(String[] arguments) {
    LogManager.getLogManager().reset(); // the parser logs to standard error what the report says anyway
    VeraGreenfieldFoundryProvider.initialise();
    List<String> profiles = Arrays.asList(arguments[0].split(","));
    for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
      for (String profile : profiles) {
        try {
          report(file, profile, validate(Path.of(file), profile));
        } catch (Exception error) {
          line("broken", file, profile, error.toString());
        }
      }
    }
  }

  private static ValidationResult validate(Path file, String profileId) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profileId);
    // The directory of the engine does not list every profile that its jar holds, so they are read by name.
    try (InputStream xml = Verify.class.getResourceAsStream(resource(profileId));
        InputStream pdf = Files.newInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(pdf, flavour);
        PDFAValidator validator = validator(Profiles.profileFromXml(xml))) {
      return validator.validate(parser);
    }
  }

  private static PDFAValidator validator(ValidationProfile profile) {
    return ValidatorFactory.createValidator(profile, false);
  }

  private static String resource(String profileId) {
    String name = profileId.equals("ua1") ? "PDFUA-1" : "PDFA-" + profileId.toUpperCase();
    return "/org/verapdf/pdfa/validation/" + name + ".xml";
  }

  private static void report(String file, String profile, ValidationResult result) {
    Map<String, Failure> failures = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) {
        continue;
      }
      String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
      Failure first =
          new Failure(assertion.getMessage(), assertion.getLocation().getContext(), 1);
      failures.merge(rule, first, (known, next) -> known.again());
    }
    failures.forEach(
        (rule, failure) ->
            line("failed", file, profile, rule, String.valueOf(failure.count()), failure.message(), failure.place()));
    if (!result.isCompliant() && failures.isEmpty()) {
      line("broken", file, profile, "not compliant, though no rule is named");
    }
    line("checked", file, profile, String.valueOf(result.getTotalAssertions()));
  }

  private static void line(String... fields) {
    OUT.println(String.join("\t", Arrays.stream(fields).map(f -> String.valueOf(f).replaceAll("\\s+", " ")).toList()));
  }
}
