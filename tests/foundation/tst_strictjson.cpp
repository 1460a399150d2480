// SPDX-License-Identifier: MIT
#include "foundation/strictjson_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_StrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anObjectIsReadAsQtReadsIt_data(); // I2
    void anObjectIsReadAsQtReadsIt();
    void aMarkWithinAStringStays();
    void everythingElseIsDamaged_data(); // I1, I2
    void everythingElseIsDamaged();
    void cutAnywhereItIsDamaged(); // I1
    void afterARefusalTheNextTextIsRead();
    void sixteenLevelsAreReadAndSeventeenAreNot();
    void aLargeObjectIsReadWhole();

    void aTimeIsAnInteger_data(); // I2, I5
    void aTimeIsAnInteger();
    void aStringIsNothingElse_data(); // I5
    void aStringIsNothingElse();

    void aSecretIsNotInTheObject(); // J1
    void onlyStringsOfTheTopLevelAreSecrets();
    void aSecretThatStandsTwiceIsDamaged_data(); // I2
    void aSecretThatStandsTwiceIsDamaged();
    void theReasonInTheLogQuotesNothing(); // J5

private:
    static void expectReason(const QByteArray &reason);
    static QByteArray nested(int levels, const char *open, const char *close);
};

// Sets the one line of the log that the next refusal writes.
void tst_StrictJson::expectReason(const QByteArray &reason)
{
    QTest::ignoreMessage(QtInfoMsg, QByteArray("StrictJson::parse() refused a text: " + reason + ".").constData());
}

// An object of so many levels.
QByteArray tst_StrictJson::nested(int levels, const char *open, const char *close)
{
    return "{\"a\":" + QByteArray(open).repeated(levels - 1) + "1" + QByteArray(close).repeated(levels - 1) + "}";
}

void tst_StrictJson::anObjectIsReadAsQtReadsIt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("space around it") << QByteArray(" \t\r\n{ \"a\" : 1 , \"b\" : [ ] } \r\n");
    QTest::newRow("each type") << QByteArray(R"({"n":null,"t":true,"f":false,"i":1,"d":1.5,"s":"x","a":[1,"y",{}],"o":{"p":[[]]}})");
    QTest::newRow("an empty name and an empty text") << QByteArray(R"({"":""})");
    QTest::newRow("names out of order") << QByteArray(R"({"z":1,"a":2,"m":3,"A":4,"ä":5,"😀":6,"ﬀ":7})");
    QTest::newRow("one name in two objects") << QByteArray(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})");
    QTest::newRow("names that only look the same") << QByteArray("{\"\xC3\xA9\":1,\"e\xCC\x81\":2,\"E\":3,\"e\":4}");
    QTest::newRow("each escape") << QByteArray(R"({"a":"\"\\\/\b\f\n\r\t\u00e9\u0001"})");
    QTest::newRow("a pair of surrogates") << QByteArray(R"({"a":"\ud83d\ude00 and \uD83D\uDE00"})");
    QTest::newRow("one to four bytes") << QByteArray("{\"a\":\"\x7F \xC2\x80 \xE0\xA0\x80 \xF0\x90\x80\x80 \xF4\x8F\xBF\xBF\"}");
    QTest::newRow("the largest and the smallest integer") << QByteArray(R"({"a":9223372036854775807,"b":-9223372036854775808})");
    QTest::newRow("an integer beyond 63 bits") << QByteArray(R"({"a":9223372036854775808,"b":18446744073709551616})");
    QTest::newRow("fractions and exponents") << QByteArray(R"({"a":0.1,"b":-1E+2,"c":1e-7,"d":1.7976931348623157e308,"f":4.9e-324,"g":0e-400,"e":-0.0})");
}

void tst_StrictJson::anObjectIsReadAsQtReadsIt()
{
    QFETCH(const QByteArray, text);
    const auto json = StrictJson::parse(text);
    QVERIFY(json);
    QJsonParseError error;
    const QJsonObject expected = QJsonDocument::fromJson(text, &error).object();
    QCOMPARE(json->object.toVariantMap(), expected.toVariantMap()); // Qt's parser has another order for names beyond U+FFFF
    QCOMPARE(error.error, QJsonParseError::NoError);
    QVERIFY(json->secrets.isEmpty());
}

// Qt drops it at the beginning of a string, where "\uFEFFada" would become another user.
void tst_StrictJson::aMarkWithinAStringStays()
{
    const auto json = StrictJson::parse("{\"a\":\"\xEF\xBB\xBF" "ada\",\"b\":\"\\uFEFFada\",\"\\uFEFFa\":1}");
    QVERIFY(json);
    QCOMPARE(stringIn(json->object, u"a"), std::optional<QString>(QStringLiteral("\uFEFFada")));
    QCOMPARE(stringIn(json->object, u"b"), std::optional<QString>(QStringLiteral("\uFEFFada")));
    QCOMPARE(timeIn(*json, u"\uFEFFa"), std::optional<qint64>(1));
}

void tst_StrictJson::everythingElseIsDamaged_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    const auto refused = [](const char *title, const char *reason, const QByteArray &text) {
        QTest::newRow(title) << text << QByteArray(reason);
    };
    const char *const twice = "two members of an object have one name";
    refused("a name twice", twice, R"({"a":1,"a":1})");
    refused("a name twice, others between", twice, R"({"a":1,"b":[{}],"a":{}})");
    refused("a name twice, escaped once", twice, R"({"a":1,"\u0061":1})");
    refused("a name twice, in an object in it", twice, R"({"b":{"a":1,"a":2}})");
    refused("a name twice, in an array in it", twice, R"({"b":[[{"a":1},{"a":1,"a":1}]]})");
    refused("an empty name twice", twice, R"({"":1,"":2})");

    const char *const noObject = "it is no object";
    refused("an array", noObject, "[]");
    refused("an array of an object", noObject, "[{}]");
    refused("a string", noObject, "\"a\"");
    refused("a number", noObject, "1");
    refused("a fraction", noObject, "1.5");
    refused("true", noObject, "true");
    refused("null", noObject, "null");

    refused("a mark", "it begins with a byte order mark", "\xEF\xBB\xBF{}");
    refused("a NUL after it", "it has a NUL", QByteArray("{}\0", 3));
    refused("a NUL after it, and more", "it has a NUL", QByteArray("{}\0{}", 5));
    refused("a NUL before it", "it has a NUL", QByteArray("\0{}", 3));
    refused("a NUL in a text", "it has a NUL", QByteArray("{\"a\":\"\0\"}", 9));
    refused("UTF-16", "it has a NUL", QByteArray("{\0}\0", 4));
    refused("an escaped NUL in a text", "a string has a NUL", R"({"a":"x\u0000"})");
    refused("an escaped NUL in a name", "a name has a NUL", R"({"a\u0000":"x"})");
    refused("an escaped NUL in an array", "a string has a NUL", R"({"a":["\u0000"]})");

    refused("a number that is too small", "a number is no double", R"({"a":1e-400})");
    refused("a number that is too small, in an array", "a number is no double", R"({"a":[0,-1e-400]})");

    const auto garbled = [&](const char *title, int position, const QByteArray &text) {
        QTest::newRow(title) << text
                             << QByteArray("at byte " + QByteArray::number(position)
                                           + ", it is no JSON, or not in UTF-8, or goes on after its end");
    };
    garbled("nothing", 1, "");
    garbled("only space", 3, "  ");
    garbled("a page", 1, "<html></html>");
    garbled("half a mark", 2, "\xEF{}");
    garbled("another object after it", 3, "{}{}");
    garbled("a bracket after it", 3, "{}}");
    garbled("a word after it", 4, "{} x");
    garbled("no end", 6, "{\"a\":");
    garbled("the wrong end", 2, "{]");
    garbled("a comma too much", 8, "{\"a\":1,}");
    garbled("a comma too much in an array", 9, "{\"a\":[1,]}");
    garbled("no comma", 10, "{\"a\":1 \"b\":2}");
    garbled("no name", 2, "{1:1}");
    garbled("a name without quotes", 2, "{a:1}");
    garbled("single quotes", 2, "{'a':1}");
    garbled("a comment", 2, "{/**/}");
    garbled("True", 6, "{\"a\":True}");
    garbled("not a number", 6, "{\"a\":NaN}");
    garbled("infinity", 6, "{\"a\":Infinity}");
    garbled("minus infinity", 7, "{\"a\":-Infinity}");
    garbled("a number beyond a double", 10, "{\"a\":1e400}");
    garbled("minus a number beyond a double", 11, "{\"a\":-1e400}");
    garbled("a zero in front", 7, "{\"a\":01}");
    garbled("a plus in front", 6, "{\"a\":+1}");
    garbled("no digit before the point", 6, "{\"a\":.5}");
    garbled("no digit after the point", 8, "{\"a\":1.}");
    garbled("no exponent", 8, "{\"a\":1e}");
    garbled("hexadecimal", 7, "{\"a\":0x10}");
    garbled("a line break in a text", 7, "{\"a\":\"\n\"}");
    garbled("an unknown escape", 8, "{\"a\":\"\\x41\"}");
    garbled("half an escape", 11, "{\"a\":\"\\u12\"}");
    garbled("the first surrogate alone", 13, R"({"a":"\ud83d"})");
    garbled("the first surrogate before another character", 18, R"({"a":"\ud83d\u0061"})");
    garbled("the second surrogate alone", 12, R"({"a":"\ude00"})");
    garbled("a surrogate in UTF-8", 8, "{\"a\":\"\xED\xA0\x80\"}");
    garbled("Latin-1", 8, "{\"a\":\"\xE4\"}");
    garbled("a character cut off", 9, "{\"a\":\"\xE2\x82\"}");
    garbled("a character that is too long", 7, "{\"a\":\"\xC0\xAF\"}");
    garbled("a character beyond Unicode", 8, "{\"a\":\"\xF4\x90\x80\x80\"}");
    garbled("a byte that no character has", 7, "{\"a\":\"\xFF\"}");
    garbled("a bad byte in a name", 3, "{\"\xFF\":1}");
    garbled("a no-break space", 2, "{\xC2\xA0}");
}

void tst_StrictJson::everythingElseIsDamaged()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, reason);
    expectReason(reason);
    QVERIFY(StrictJson::parse(text).failedWith(Error::Kind::Damaged));
}

void tst_StrictJson::cutAnywhereItIsDamaged()
{
    const QByteArray text = R"({"a":[1,-2.5e1,"\ud83d\ude00é",{"b":true}],"token":"s","c":null})";
    QVERIFY(StrictJson::parse(text, {QStringLiteral("token")}));
    for (qsizetype size = 0; size < text.size(); ++size) {
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(QStringLiteral("^StrictJson::parse\\(\\) refused a text: at byte \\d+, ")));
        QVERIFY2(StrictJson::parse(text.first(size), {QStringLiteral("token")}).failedWith(Error::Kind::Damaged),
                 qPrintable(QString::number(size)));
    }
}

void tst_StrictJson::afterARefusalTheNextTextIsRead()
{
    expectReason("two members of an object have one name");
    QVERIFY(!StrictJson::parse(R"({"a":1,"a":2})"));
    const auto json = StrictJson::parse(R"({"a":3})");
    QVERIFY(json);
    QCOMPARE(json->object, QJsonObject({{QStringLiteral("a"), 3}}));
}

void tst_StrictJson::sixteenLevelsAreReadAndSeventeenAreNot()
{
    QVERIFY(StrictJson::parse(nested(16, "[", "]")));
    QVERIFY(StrictJson::parse(nested(16, "{\"a\":", "}")));
    for (const auto &text : {nested(17, "[", "]"), nested(17, "{\"a\":", "}"), nested(100'000, "[", "]")}) {
        expectReason("it is too deeply nested");
        QVERIFY(StrictJson::parse(text).failedWith(Error::Kind::Damaged));
    }
    // Levels that have ended do not count.
    QVERIFY(StrictJson::parse("{\"a\":[" + QByteArray("[[[]]],").repeated(100) + "1]}"));
}

// Names that come in falling order would move all others at each insertion.
void tst_StrictJson::aLargeObjectIsReadWhole()
{
    const int count = 50'000;
    QByteArray text = "{\"array\":[1" + QByteArray(",1").repeated(count) + "]";
    for (int i = count; i > 0; --i)
        text += ",\"" + QByteArray::number(i + 1'000'000) + "\":" + QByteArray::number(i);
    const auto json = StrictJson::parse(text + "}");
    QVERIFY(json);
    QCOMPARE(json->object.size(), count + 1);
    QCOMPARE(json->object.value(u"1000001").toInteger(), 1);
    QCOMPARE(json->object.value(u"1050000").toInteger(), count);
    QCOMPARE(json->object.value(u"array").toArray().size(), count + 1);
}

void tst_StrictJson::aTimeIsAnInteger_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<std::optional<qint64>>("time");
    const auto row = [](const char *written, std::optional<qint64> time) { QTest::newRow(written) << QByteArray(written) << time; };
    row("0", 0);
    row("-0", 0);
    row("1768471200", 1768471200);
    row("9007199254740992", 9007199254740992);

    row("-1", std::nullopt);
    row("9007199254740993", std::nullopt);
    row("9223372036854775807", std::nullopt);
    row("9223372036854775808", std::nullopt);
    row("18446744073709551616", std::nullopt);
    row("1.0", std::nullopt);
    row("0.0", std::nullopt);
    row("1.5", std::nullopt);
    row("1e3", std::nullopt);
    row("1E+3", std::nullopt);
    row("0e-400", std::nullopt);
    row("1.00000000000000000001", std::nullopt);
    row("9007199254740992.5", std::nullopt);
    row("\"1768471200\"", std::nullopt);
    row("true", std::nullopt);
    row("null", std::nullopt);
    row("[1]", std::nullopt);
    row("{\"time\":1}", std::nullopt);
}

void tst_StrictJson::aTimeIsAnInteger()
{
    QFETCH(const QByteArray, written);
    QFETCH(const std::optional<qint64>, time);
    const auto json = StrictJson::parse("{\"time\":" + written + ",\"other\":1}");
    QVERIFY(json);
    QCOMPARE(timeIn(*json, u"time"), time);
    QCOMPARE(timeIn(*json, u"other"), std::optional<qint64>(1));
    QCOMPARE(timeIn(*json, u"missing"), std::optional<qint64>());
}

void tst_StrictJson::aStringIsNothingElse_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<std::optional<QString>>("string");
    const auto row = [](const char *written, std::optional<QString> string) { QTest::newRow(written) << QByteArray(written) << string; };
    row("\"Bearer\"", QStringLiteral("Bearer"));
    row("\"\"", QLatin1String(""));
    row("\"null\"", QStringLiteral("null"));

    row("1", std::nullopt);
    row("true", std::nullopt);
    row("null", std::nullopt);
    row("[\"Bearer\"]", std::nullopt);
    row("{\"string\":\"Bearer\"}", std::nullopt);
}

void tst_StrictJson::aStringIsNothingElse()
{
    QFETCH(const QByteArray, written);
    QFETCH(const std::optional<QString>, string);
    const auto json = StrictJson::parse("{\"string\":" + written + "}");
    QVERIFY(json);
    QCOMPARE(stringIn(json->object, u"string"), string);
    QCOMPARE(stringIn(json->object, u"missing"), std::optional<QString>());
}

void tst_StrictJson::aSecretIsNotInTheObject()
{
    const auto json = StrictJson::parse(R"({"access_token":"gr\u00fcn\n","expires_in":60,"refresh_token":"","id_token":"i"})",
                                        {QStringLiteral("access_token"), QStringLiteral("refresh_token"), QStringLiteral("device")});
    QVERIFY(json);
    QCOMPARE(json->secrets.size(), 2);
    QVERIFY(json->secrets.value(QStringLiteral("access_token"))->equals(Secret::copyOf("gr\xC3\xBCn\n")));
    QVERIFY(json->secrets.value(QStringLiteral("refresh_token"))->isEmpty());
    QCOMPARE(json->object.keys(), QStringList({QStringLiteral("expires_in"), QStringLiteral("id_token")}));
}

void tst_StrictJson::onlyStringsOfTheTopLevelAreSecrets()
{
    const QByteArray text = R"({"token":1,"a":{"token":"b"},"c":["token"]})";
    const auto json = StrictJson::parse(text, {QStringLiteral("token")});
    QVERIFY(json);
    QVERIFY(json->secrets.isEmpty());
    QCOMPARE(json->object, QJsonDocument::fromJson(text).object());
}

void tst_StrictJson::aSecretThatStandsTwiceIsDamaged_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("twice a string") << QByteArray(R"({"token":"a","token":"a"})");
    QTest::newRow("a string, then a number") << QByteArray(R"({"token":"a","token":1})");
    QTest::newRow("a number, then a string") << QByteArray(R"({"token":1,"token":"a"})");
    QTest::newRow("escaped") << QByteArray(R"({"token":"a","b":{"token":"c"},"\u0074oken":"d"})");
}

void tst_StrictJson::aSecretThatStandsTwiceIsDamaged()
{
    QFETCH(const QByteArray, text);
    expectReason("two members of an object have one name");
    QVERIFY(StrictJson::parse(text, {QStringLiteral("token")}).failedWith(Error::Kind::Damaged));
}

void tst_StrictJson::theReasonInTheLogQuotesNothing()
{
    static QString logged;
    logged.clear();
    const auto previous = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) { logged += line; });
    const auto cut = StrictJson::parse(R"({"token":"hunter2)", {QStringLiteral("token")});
    const auto twice = StrictJson::parse(R"({"hunter2":"hunter2","hunter2":1})");
    const auto tooLarge = StrictJson::parse(R"({"hunter2":1e999})");
    qInstallMessageHandler(previous);
    QCOMPARE(logged.count(QLatin1String("refused")), 3);
    QVERIFY2(!logged.contains(QLatin1String("hunter2")), qPrintable(logged));
    for (const auto &json : {cut, twice, tooLarge})
        QCOMPARE(json.error(), Error(Error::Kind::Damaged));
}

QTEST_APPLESS_MAIN(tst_StrictJson)
#include "tst_strictjson.moc"
