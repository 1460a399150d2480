// SPDX-License-Identifier: MIT
#include "vault/formeroperation_p.h"
#include "vault/backendname_p.h"
#include "vault/keychainerror_p.h"

#include "foundation/deadline_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// Much longer than a keychain takes that answers at all: the application starts meanwhile.
static constexpr auto formerDeadline = 5s;

template<typename T, typename Then>
void FormerOperation::afterKeychain(const QFuture<Result<T>> &asked, Then then)
{
    after(withDeadline(asked, m_tools.clock, formerDeadline, this, KeychainError::noAnswer()), then);
}

// QtKeychain may not have decided yet when the former keychain was chosen. What is today's after all is never touched
// from here, for the other operations write there.
void FormerOperation::run()
{
    afterKeychain(m_tools.inspector.probe(), [this](const Result<Found> &) {
        if (isSameBackend(m_tools.inspector.backendName(), m_keychain->backendName()))
            return answer(Error::Kind::Unavailable);
        begin();
    });
}

void FormerProbeOperation::begin()
{
    afterKeychain(m_keychain->probe(), [this](const Result<void> &open) {
        answer(open ? Result<SecretPtr>(SecretPtr()) : open.error());
    });
}

void FormerReadOperation::begin()
{
    afterKeychain(m_keychain->read(m_item), [this](const Result<SecretPtr> &read) {
        if (!read || !SecretReference::isIn(**read))
            return answer(read);
        const auto reference = SecretReference::parse(**read);
        if (!reference)
            return answer(reference.error());
        openFile(*reference);
    });
}

void FormerReadOperation::openFile(const SecretReference &reference)
{
    afterFiles([files = m_tools.files, key = m_item.key, reference] { return files->read(key, reference); },
               [this](const Result<SecretPtr> &read) {
                   answer(read.failedWith(Error::Kind::Absent) ? Result<SecretPtr>(Error::Kind::Damaged) : read);
               });
}

// The file of a large value is known by the item alone: today's item has a file under the same key.
void FormerRemoveOperation::begin()
{
    afterKeychain(m_keychain->read(m_item), [this](const Result<SecretPtr> &read) {
        if (read.failedWith(Error::Kind::Absent))
            return answer(SecretPtr());
        const auto reference = read ? SecretReference::parse(**read) : Result<SecretReference>(read.error());
        if (reference)
            m_file = reference->name;
        erase();
    });
}

void FormerRemoveOperation::erase()
{
    afterKeychain(m_keychain->remove(m_item), [this](const Result<void> &removed) {
        if (!removed)
            return answer(removed.error());
        m_file.isEmpty() ? answer(SecretPtr()) : removeFile();
    });
}

void FormerRemoveOperation::removeFile()
{
    afterFiles([files = m_tools.files, key = m_item.key, file = m_file]() -> Result<void> {
        files->remove(key, file);
        return {};
    }, [this](const Result<void> &) { answer(SecretPtr()); });
}

} // namespace QtLogin
