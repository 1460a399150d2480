// SPDX-License-Identifier: MIT
// Says: What this pointer points to may be deleted while the user is asked
#include <QtLogin/Guard>

struct Page
{
};

void keep(Page *page)
{
    QtLogin::GuardedCall::Kept<Page *> kept(page);
}
