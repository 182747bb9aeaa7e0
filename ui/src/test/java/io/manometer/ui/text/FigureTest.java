package io.manometer.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 rec/s", "0.004, < 0.01 rec/s", "0.25, 0.25 rec/s", "4.26, 4.26 rec/s", "42.19, 42.2 rec/s", "999, 999 rec/s",
    "999.6, 1 k rec/s", "12340, 12.3 k rec/s", "999600, 1 M rec/s", "1204000, 1.2 M rec/s", "-7800, -7.8 k rec/s"
  })
  void aRateHasThreeDigitsAtMostAndItsUnit(double value, String shown) {
    assertThat(Figure.rate(value).text().replace('\u00a0', ' ')).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.0004, < 0.1 %", "0.004, 0.4 %", "0.0999, 10 %", "0.918, 92 %", "1, 100 %", "7, 700 %"})
  void aShareIsInPerCent(double value, String shown) {
    assertThat(Figure.share(value).text().replace('\u00a0', ' ')).isEqualTo(shown);
  }

  @Test
  void aShareOfTimeSaysMillisecondsPerSecondAtLength() {
    assertThat(Figure.timeShare(0.996).title()).isEqualTo("996 ms/s");
  }

  @Test
  void bytesAreInPowersOf1024() {
    assertThat(Figure.byteRate(3.0 * 1024 * 1024).text().replace('\u00a0', ' ')).isEqualTo("3 MiB/s");
  }

  @Test
  void whatWasNotMeasuredIsADashAndNeverZero() {
    assertThat(Figure.rate(null)).isSameAs(Figure.ABSENT);
    assertThat(Figure.timeShare(null).text()).isEqualTo("–");
    assertThat(Figure.timeShare(null).title()).isEqualTo("not measured");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberCountsAsNotMeasured(double value) {
    assertThat(Figure.rate(value)).isSameAs(Figure.ABSENT);
    assertThat(Figure.share(value)).isSameAs(Figure.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, -1e300, Double.MIN_VALUE, Double.MAX_VALUE})
  void absurdNumbersStayShort(double value) {
    assertThat(Figure.rate(value).text().length()).isLessThan(20);
    assertThat(Figure.share(value).text().length()).isLessThan(20);
    assertThat(Figure.cores(value).text().length()).isLessThan(20);
  }
}
