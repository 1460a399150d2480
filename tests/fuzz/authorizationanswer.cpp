// SPDX-License-Identifier: MIT
// AuthorizationAnswer on any form. One that it accepts has either a code or an error, and is refused with a parameter twice.
#include "network/authorizationanswer_p.h"
#include "property.h"

#include <algorithm>

using namespace QtLogin;

static void checkText(const AuthorizationAnswer &answer)
{
    ensure(answer.errorDescription.size() <= AuthorizationAnswer::longestDescription, "a description is short");
    ensure(std::none_of(answer.errorDescription.begin(), answer.errorDescription.end(), [](QChar c) {
               return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
                   || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
           }),
           "a description has neither lines nor directions");
    ensure(answer.errorDescription.isValidUtf16(), "a description has no half characters");
    ensure(std::all_of(answer.error.begin(), answer.error.end(), [](QChar c) { return c >= u' ' && c < u'\x7f'; }),
           "an error is ASCII");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray form = inputOf(data, size);
    const auto answer = AuthorizationAnswer::parse(form);
    if (!answer) {
        ensure(!AuthorizationAnswer::parse("unknown=1&" + form) || form.isEmpty(), "a parameter more makes nothing right");
        return 0;
    }
    ensure((answer->code != nullptr) != !answer->error.isEmpty(), "it has either a code or an error");
    ensure(!answer->code || !answer->code->isEmpty(), "a code is not empty");
    checkText(*answer);
    for (const char *name : {"code", "error", "state", "iss", "error_description"}) {
        const QByteArray twice = QByteArray(name) + "=a&" + name + "=a&" + form;
        ensure(!AuthorizationAnswer::parse(twice), "a parameter twice is refused");
    }
    ensure(!AuthorizationAnswer::parse("code=a&error=e&" + form), "a code and an error are refused");
    return 0;
}
