// SPDX-License-Identifier: MIT
#include "vault/keychainoperation_p.h"
#include "vault/keychainerror_p.h"
#include "vault/storelimits_p.h"

namespace QtLogin {

template<typename Then>
void KeychainOperation::lookFor(Then then)
{
    after(m_tools.inspector.lookFor(m_item), [this, then](const Result<Found> &found) {
        if (!found)
            return answer(found.error());
        then(*found);
    });
}

template<typename Then>
void KeychainOperation::afterJob(const QFuture<Result<SecretPtr>> &job, Then then)
{
    m_inLine = true;
    after(job, [this, then](const Result<SecretPtr> &result) {
        m_inLine = false;
        then(result);
    });
}

void KeychainOperation::giveUp()
{
    if (m_inLine)
        KeychainJobs::line().declareStuck();
    answer(m_outcome ? *m_outcome : Result<SecretPtr>(KeychainError::noAnswer()));
}

void KeychainOperation::ask(QFuture<Result<void>> (KeychainInspector::*question)(const KeychainItem &))
{
    if (m_tools.question.refused)
        return answer(KeychainError::turnedAway());
    if (m_tools.question.asked)
        return answer(Error::Kind::Locked);
    m_tools.question.asked = true;
    after((m_tools.inspector.*question)(m_item), [this](const Result<void> &unlocked) {
        m_tools.question.refused = unlocked.failedWith(Error::Kind::Refused);
        m_tools.question.asked = !unlocked.failedWith(Error::Kind::Unavailable); // then the user was not asked
        if (!unlocked)
            return answer(unlocked.error());
        run();
    });
}

void KeychainOperation::answer(const Result<SecretPtr> &result)
{
    m_wanted.reset();
    m_ownFile.reset(); // its item leads to it, or never will
    if (const auto answered = std::exchange(m_answered, {}))
        answered(result);
}

void KeychainOperation::conclude(const Result<SecretPtr> &result)
{
    m_outcome = result;
    afterFiles([files = m_tools.files, key = m_item.key, own = m_ownFile]() -> Result<SecretFiles::Claims> {
        return files->claim(key, own.get());
    }, [this](const Result<SecretFiles::Claims> &claims) {
        if (!claims || claims->empty())
            return answer(*m_outcome);
        findUsed(*claims);
    });
}

// Only now, while the files are claimed: who writes lets go of a new file after its item leads to it.
void KeychainOperation::findUsed(const SecretFiles::Claims &claims)
{
    after(m_tools.inspector.lookFor(m_item), [this, claims](const Result<Found> &found) {
        if (!found || *found == Found::Locked)
            return answer(*m_outcome);
        if (*found == Found::Absent)
            return removeAllBut({}, claims);
        readUsed(claims, *found == Found::CannotTell);
    });
}

void KeychainOperation::readUsed(const SecretFiles::Claims &claims, bool absenceIsCertain)
{
    afterJob(readJob(), [this, claims, absenceIsCertain](const Result<SecretPtr> &read) {
        if (read && !SecretReference::isIn(**read))
            return removeAllBut({}, claims);
        const auto reference = read ? SecretReference::parse(**read) : Result<SecretReference>(read.error());
        if (reference)
            return removeAllBut(reference->name, claims);
        if (absenceIsCertain && reference.failedWith(Error::Kind::Absent))
            return removeAllBut({}, claims);
        answer(*m_outcome);
    });
}

void KeychainOperation::removeAllBut(const QByteArray &used, const SecretFiles::Claims &claims)
{
    afterFiles([files = m_tools.files, claims, key = m_item.key, used]() -> Result<void> {
        files->remove(claims, key, used);
        return {};
    }, [this](const Result<void> &) { answer(*m_outcome); });
}

void ProbeOperation::run()
{
    after(m_tools.inspector.probe(), [this](const Result<Found> &found) {
        if (!found)
            return answer(found.error());
        if (*found != Found::Locked)
            return answer(SecretPtr());
        answer(m_tools.question.refused ? KeychainError::turnedAway() : Error(Error::Kind::Locked));
    });
}

void ReadOperation::run()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return answer(Error::Kind::Absent);
        if (found == Found::Locked)
            return ask(&KeychainInspector::unlock);
        fetch();
    });
}

void ReadOperation::fetch()
{
    afterJob(readJob(), [this](const Result<SecretPtr> &read) {
        if (read)
            return open(*read);
        explain(read.error());
    });
}

void ReadOperation::open(const SecretPtr &item)
{
    if (!SecretReference::isIn(*item))
        return answer(item);
    const auto reference = SecretReference::parse(*item);
    if (!reference)
        return answer(reference.error());
    openFile(*reference);
}

// A writer of a new value removes the file of the old one, perhaps since we have read the item. So a missing file
// is looked for once more, unless the item still leads to that very file.
void ReadOperation::openFile(const SecretReference &reference)
{
    afterFiles([files = m_tools.files, key = m_item.key, reference] { return files->read(key, reference); },
               [this, name = reference.name](const Result<SecretPtr> &read) {
                   if (!read.failedWith(Error::Kind::Absent))
                       return answer(read);
                   if (m_missing == name)
                       return answer(Error::Kind::Damaged);
                   m_missing = name;
                   fetch();
               });
}

// QtKeychain had no value for an item that was there and unlocked a moment ago. It says Absent for a keychain that has
// been locked meanwhile, and gives no bytes when the daemon has died, when KWallet could not read, and for what is no
// base64: an answer that proves nothing, so the item may be whole and is asked for again later.
void ReadOperation::explain(const Error &said)
{
    lookFor([this, said](Found found) {
        if (found == Found::CannotTell)
            return answer(said);
        if (found == Found::Absent)
            return answer(Error::Kind::Absent);
        if (found == Found::Locked)
            return answer(Error::Kind::Locked);
        if (said.kind() != Error::Kind::Absent)
            return answer(said);
        // In KWallet, that is also what a question looks like that has failed.
        const bool mayHaveFailed = KeychainJobs::line().backend() == KeychainJobs::Backend::KWallet;
        answer(mayHaveFailed ? Error::Kind::Unavailable : Error::Kind::Damaged);
    });
}

void WriteOperation::run()
{
    lookFor([this](Found found) {
        if (found == Found::Locked)
            return ask(&KeychainInspector::unlock);
        findRoom();
    });
}

void WriteOperation::findRoom()
{
    after(m_tools.inspector.lookForRoom(m_item), [this](const Result<Found> &found) {
        if (!found)
            return answer(found.error());
        if (*found == Found::Locked)
            return ask(&KeychainInspector::makeRoom);
        store();
    });
}

void WriteOperation::store()
{
    if (m_secret->size() > longestInItem || SecretReference::isIn(*m_secret))
        return storeFile();
    storeItem(m_secret);
}

// The file first, then the item that leads to it, and last the file that it led to before: whenever it ends, the old or
// the new value is there.
void WriteOperation::storeFile()
{
    afterFiles([files = m_tools.files, key = m_item.key, secret = m_secret] { return files->write(key, *secret); },
               [this](const Result<SecretFiles::NewFile> &written) {
                   if (!written)
                       return answer(written.error());
                   m_ownFile = written->file;
                   storeItem(written->reference.toItem());
               });
}

void WriteOperation::storeItem(const SecretPtr &bytes)
{
    m_bytes = bytes;
    afterJob(KeychainJobs::line().write(m_item, m_bytes, m_wanted), [this](const Result<SecretPtr> &written) {
        if (!written)
            return fail(written.error());
        readBack();
    });
}

// An operation that has failed may have been done all the same, so the keychain says which file stays.
void WriteOperation::fail(const Error &error)
{
    m_ownFile.reset();
    conclude(error);
}

void WriteOperation::readBack()
{
    afterJob(readJob(), [this](const Result<SecretPtr> &read) {
        if (!read || !(*read)->equals(*m_bytes))
            return fail(KeychainError::notKept());
        look();
    });
}

// The item must also be where the next read looks first, or that read would call it absent.
void WriteOperation::look()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return fail(KeychainError::notKept());
        conclude(SecretPtr());
    });
}

void RemoveOperation::run()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return conclude(SecretPtr());
        if (found == Found::Locked)
            return answer(Error::Kind::Locked); // forgetting never asks the person
        erase();
    });
}

void RemoveOperation::erase()
{
    afterJob(KeychainJobs::line().remove(m_item, m_wanted), [this](const Result<SecretPtr> &erased) {
        if (!erased && !erased.failedWith(Error::Kind::Absent))
            return answer(erased.error());
        prove();
    });
}

void RemoveOperation::prove()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return conclude(SecretPtr());
        if (found == Found::Locked)
            return answer(Error::Kind::Locked);
        if (found == Found::Unlocked)
            return answer(KeychainError::notForgotten());
        readBack();
    });
}

void RemoveOperation::readBack()
{
    afterJob(readJob(), [this](const Result<SecretPtr> &read) {
        if (read.failedWith(Error::Kind::Absent))
            return conclude(SecretPtr());
        if (read || read.failedWith(Error::Kind::Damaged))
            return answer(KeychainError::notForgotten());
        answer(read.error());
    });
}

} // namespace QtLogin
