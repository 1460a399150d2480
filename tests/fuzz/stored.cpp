// SPDX-License-Identifier: MIT
// The items of the keychain: the tokens of a server (T…), a remembered login (R…), ended ones (E…), and a key (K…).
#include "network/storedtokens_p.h"
#include "property.h"
#include "remember/revocationlist_p.h"

#include <QtCore/qloggingcategory.h>

namespace QtLogin {
Q_LOGGING_CATEGORY(lcRemember, "qtlogin.remember") // of RememberMe, which is not here
}

using namespace QtLogin;

static void checkTokens(const Secret &bytes)
{
    const QByteArray selector(16, 's');
    const auto read = StoredTokens::decode(bytes, selector, nullptr);
    if (!read)
        return;
    ensure(read->tokens.access && !read->series.userId.isEmpty() && read->lifetime.count() > 0, "it is whole");
    const auto again = StoredTokens::decode(*read->encode(), selector, nullptr);
    ensure(again.has_value(), "what is written can be read");
    ensure(again->tokens.access->equals(*read->tokens.access) && again->series.userId == read->series.userId
               && again->server == read->server && again->series.expiresAt == read->series.expiresAt,
           "and is the same");
    ensure(bool(again->tokens.key) == bool(read->tokens.key), "with its key");
}

static void checkRecord(const Secret &bytes)
{
    const auto read = RememberRecord::decode(bytes);
    if (!read)
        return;
    const auto written = read->encode();
    ensure(written && (*written)->equals(bytes), "a record is written in one way");
}

static void checkEnded(const Secret &bytes)
{
    const auto read = RevocationList::decode(bytes);
    if (!read)
        return;
    ensure(read->entries().size() <= RevocationList::mostEntries, "there are not too many");
    const auto written = read->encode();
    ensure(written && (*written)->equals(bytes), "a list is written in one way");
}

static void checkKey(const Secret &bytes)
{
    const auto key = DpopKey::read(bytes, nullptr);
    if (key)
        ensure(key->secret()->equals(bytes), "a key is written in one way");
}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return silence();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const Secret bytes = Secret::copyOf(inputOf(data + 1, size - 1));
    switch (data[0]) {
    case 'T':
        checkTokens(bytes);
        break;
    case 'R':
        checkRecord(bytes);
        break;
    case 'E':
        checkEnded(bytes);
        break;
    case 'K':
        checkKey(bytes);
        break;
    default:
        break;
    }
    return 0;
}
